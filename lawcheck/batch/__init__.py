"""Floor 4: many documents, one Review each, in the order given."""

from lawcheck.batch.job import Job, review_one
from lawcheck.batch.many import review_many
from lawcheck.batch.mending import Mended, mend

__all__ = ["Job", "Mended", "mend", "review_many", "review_one"]
