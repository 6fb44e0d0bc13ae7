package io.wrapped.state.review;

/** What makes a day remarkable; in the order of the SPEC's table, which decides between equals. */
public enum RemarkableKind {
    BIGGEST_MUSIC_DAY(1.00, Unit.MILLISECONDS),
    TOP_ARTIST_DAY(0.95, Unit.MILLISECONDS),
    TOP_GENRE_DAY(0.90, Unit.MILLISECONDS),
    DISCOVERY_DAY(0.90, Unit.COUNT),
    MOST_NOSTALGIC_DAY(0.85, Unit.MILLISECONDS),
    MOST_UNUSUAL_DAY(0.70, Unit.DISTANCE),
    ON_REPEAT_DAY(0.90, Unit.COUNT),
    MOST_DIVERSE_DAY(0.75, Unit.COUNT),
    BIGGEST_PODCAST_DAY(0.80, Unit.MILLISECONDS),
    TOP_PODCAST_DAY(0.75, Unit.MILLISECONDS),
    BIRTHDAY(0.70, Unit.MILLISECONDS),
    NEW_YEARS_DAY(0.60, Unit.MILLISECONDS);

    /** What a kind's value is counted in. */
    public enum Unit {
        MILLISECONDS,
        COUNT,
        DISTANCE
    }

    private final double weight;
    private final Unit unit;

    RemarkableKind(double weight, Unit unit) {
        this.weight = weight;
        this.unit = unit;
    }

    double weight() {
        return weight;
    }

    /** What the kind's value is counted in. */
    public Unit unit() {
        return unit;
    }
}
