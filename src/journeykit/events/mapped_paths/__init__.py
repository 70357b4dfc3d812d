"""A log as a map sees it: events become touchpoints, customers paths between them."""
