"""What words mean to one another, as small vectors."""
