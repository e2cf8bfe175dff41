"""Who may do what at the record? Persons, and the roles they have."""
