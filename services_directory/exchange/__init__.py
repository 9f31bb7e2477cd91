"""Services in and out of the directory: as CSV, GeoJSON, HSDS and as health facilities tagged for OpenStreetMap."""
