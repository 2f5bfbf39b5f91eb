-- What is open is found by its turn.
DROP INDEX outbox_due;
