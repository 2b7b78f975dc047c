"""From a delivery to published records: intake, inventory, page work, description, publication."""
