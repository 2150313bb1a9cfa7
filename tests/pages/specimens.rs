//! Pages with one fault each, which the judge must find.
