"""Forms of other houses: XLSForm in, FHIR out. Pure: bytes and values in, values out."""
