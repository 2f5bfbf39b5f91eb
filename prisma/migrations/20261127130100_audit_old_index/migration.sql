-- The new one begins with the same column.
DROP INDEX "audit_event_subject_idx";
