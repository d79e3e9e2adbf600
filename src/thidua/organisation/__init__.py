"""Units over time, people, posts, ratings, honours, discipline: the record of persons and collectives."""
