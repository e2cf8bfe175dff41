"""How do programs ask a record? REST under /api/v1, described by an OpenAPI 3.1 document (docs/api.md).

Rows go out under the field names of docs/record.md, dressed with the desk's words; what the desk holds back is held
back here too (showing.py).
"""
