// Says that scripts run; style sheets show `.js-only` parts only then.
document.documentElement.classList.add("js");
