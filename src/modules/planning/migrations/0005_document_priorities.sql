-- What Tabel 4.1 of Permendagri 14/2026 and T-C.30 ask for: priorities served and the target group of a node; the standard (SPM or
-- national) and the key performance indicator (IKK) that an indicator answers to.
ALTER TABLE document_node ADD COLUMN national_priority TEXT NOT NULL DEFAULT '';
ALTER TABLE document_node ADD COLUMN regional_priority TEXT NOT NULL DEFAULT '';
ALTER TABLE document_node ADD COLUMN target_group TEXT NOT NULL DEFAULT '';
ALTER TABLE document_indicator ADD COLUMN standard TEXT NOT NULL DEFAULT '';
ALTER TABLE document_indicator ADD COLUMN key_indicator TEXT NOT NULL DEFAULT '';
