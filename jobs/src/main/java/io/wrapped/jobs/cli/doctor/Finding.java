package io.wrapped.jobs.cli.doctor;

/** What a check of an area found. */
record Finding(String area, String check, Verdict verdict) {}
