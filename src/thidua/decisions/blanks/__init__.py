"""Pre-printed blanks (phôi): where texts go on them, which printer shifts them how, which sheet went to whom."""
