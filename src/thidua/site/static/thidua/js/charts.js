// Canvas and rich-text hints, because the other ways write style attributes, which the pages forbid.
// Draws the charts of a page from the JSON beside each figure's table, then folds the table away.
(() => {
  if (!window.echarts) return;
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue(`--${name}`).trim();
  const palette = ["#8f1a1d", "#d3a238", "#1c5485", "#19653a", "#5a4786", "#857e72"];
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const number = new Intl.NumberFormat("vi-VN");
  const text = { color: colour("ink"), fontFamily: css.getPropertyValue("--bs-font-sans-serif"), fontSize: 13 };
  const faint = { lineStyle: { color: colour("line") } };

  function options(data) {
    const shared = {
      animation: !still,
      color: data.series.map((one, place) => (one.tone ? colour(one.tone) : palette[place % palette.length])),
      textStyle: text,
      aria: { enabled: false },
      tooltip: { renderMode: "richText", trigger: data.kind === "donut" ? "item" : "axis", valueFormatter: (value) => `${number.format(value)} ${data.unit}`, textStyle: { fontFamily: text.fontFamily } },
      legend: data.series.length > 1 || data.kind === "donut" ? { bottom: 0, itemWidth: 14, itemHeight: 10, textStyle: text } : undefined,
    };
    if (data.kind === "donut") {
      return { ...shared, color: palette, series: [{ type: "pie", radius: ["48%", "72%"], center: ["50%", "44%"], label: { color: text.color, formatter: ({ value }) => number.format(value) }, itemStyle: { borderColor: "#fff", borderWidth: 2 }, data: data.categories.map((name, place) => ({ name, value: data.series[0].values[place] })) }] };
    }
    const names = { type: "category", data: data.categories, axisTick: { show: false }, axisLine: faint, axisLabel: { ...text, interval: data.kind === "bar" ? 0 : "auto", width: data.kind === "bar" ? 150 : 90, overflow: "break" }, inverse: data.kind === "bar" };
    const figures = { type: "value", minInterval: 1, splitLine: faint, axisLabel: { ...text, formatter: (value) => number.format(value) } };
    const series = data.series.map((one) => ({
      name: one.name,
      data: one.values,
      type: data.kind === "line" ? "line" : "bar",
      stack: data.kind === "stacked" ? "all" : undefined,
      barMaxWidth: 34,
      symbolSize: 7,
      lineStyle: { width: 2.5 },
      itemStyle: data.kind === "stacked" ? { borderColor: "#fff", borderWidth: 1 } : { borderRadius: data.kind === "line" ? 0 : data.kind === "bar" ? [0, 3, 3, 0] : [3, 3, 0, 0] },
    }));
    return { ...shared, grid: { left: 8, right: 24, top: 16, bottom: shared.legend ? 40 : 8, containLabel: true }, xAxis: data.kind === "bar" ? figures : names, yAxis: data.kind === "bar" ? names : figures, series };
  }

  for (const figure of document.querySelectorAll("[data-chart]")) {
    const place = figure.querySelector("[data-chart-drawing]");
    const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
    place.hidden = false;
    const chart = window.echarts.init(place, null, { renderer: "canvas" });
    chart.setOption(options(data));
    figure.querySelector("[data-chart-table]").open = false;
    new ResizeObserver(() => chart.resize()).observe(place);
  }
})();
