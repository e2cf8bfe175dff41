"""How did the tables of a record come to be? One numbered step for each change, applied on opening an older record.

A step never imports the schema: it must make the same tables in ten years. To add one, change the model, copy the
last file of `versions/` under the next number, let its `upgrade` make the change, and add the number to
`schema.VERSIONS`:

    op.add_column("figures", sa.Column("margin", sa.Float(), nullable=False, server_default="0"))

A column that may not be null needs a default for the rows of older records. `tests/store/test_schema.py` compares
what the steps make with the model.
"""
