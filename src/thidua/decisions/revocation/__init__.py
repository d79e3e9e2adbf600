"""Awards taken away: cancelling of decisions, stripping of state honorary titles (Law 06/2022/QH15, Article 93)."""
