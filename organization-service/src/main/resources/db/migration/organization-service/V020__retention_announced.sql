-- The retention that services were last told of, so that none is missed, whenever it was set.
ALTER TABLE organizations ADD COLUMN retention_announced TEXT;
