// Draws the pictures of a page from the JSON within it. All that they show stands in the page's
// tables as well; colours are the style sheet's, so light and dark need no drawing anew.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const DAY = 1440;

  // The width of a text, near enough to place it.
  const wide = (text, size = 12) => text.length * size * 0.6;

  const picture = (box, height) => {
    const width = box.clientWidth;
    const svg = d3.select(box).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    return { svg, width };
  };

  const describe = (svg, role, title, text) =>
    svg.attr("role", role).attr("aria-label", title).attr("aria-describedby", text);

  const ticks = (width) => Math.max(3, Math.floor(width / 80));

  // ---- Cost against time ---------------------------------------------------------------------

  // The domain of a scale: all values and a little room, which a single value needs as well.
  const around = (values) => {
    const least = Math.min(...values), most = Math.max(...values);
    const room = (most - least) * 0.06 || most * 0.1 || 1;
    return [Math.max(0, least - room), most + room];
  };

  const envelope = (points, x, y) => {
    let path = "", least = Infinity;
    for (const p of [...points].sort((a, b) => a.minutes - b.minutes || a.cost - b.cost)) {
      if (p.cost >= least) continue;
      path += path ? `H${x(p.minutes / DAY)}V${y(p.cost)}` : `M${x(p.minutes / DAY)},${y(p.cost)}`;
      least = p.cost;
    }
    return path;
  };

  // A place beside a dot where a label of this size covers neither dots nor labels.
  const room = (cx, cy, radius, w, taken, bounds) => {
    const h = 14, gap = radius + 4;
    const spots = [
      [cx + gap, cy - h / 2], [cx - gap - w, cy - h / 2], [cx - w / 2, cy - gap - h], [cx - w / 2, cy + gap],
      [cx + gap * 0.7, cy - gap * 0.7 - h], [cx + gap * 0.7, cy + gap * 0.7],
      [cx - gap * 0.7 - w, cy - gap * 0.7 - h], [cx - gap * 0.7 - w, cy + gap * 0.7],
    ];
    for (const [left, top] of spots) {
      const box = [left, top, left + w, top + h];
      const inside = left >= bounds[0] && top >= bounds[1] && box[2] <= bounds[2] && box[3] <= bounds[3];
      if (inside && taken.every((t) => box[2] <= t[0] || box[0] >= t[2] || box[3] <= t[1] || box[1] >= t[3])) {
        taken.push(box);
        return box;
      }
    }
    return null;
  };

  const label = (labels, point, roomy, place) => {
    const share = `${(point.tracked * 100).toFixed(1)}%`;
    for (const more of point.told && roomy ? [` ${share}`, ""] : [""]) {
      const box = place(wide(point.rank + more));
      if (!box) continue;
      const text = labels.append("text").attr("class", point.told ? "label" : "minor label")
        .attr("x", box[0]).attr("y", box[1] + 11).text(point.rank);
      if (more) text.append("tspan").attr("class", "soft").text(more);
      return;
    }
  };

  const frontier = (box) => {
    const height = Math.round(Math.min(360, Math.max(260, box.clientWidth * 0.45)));
    const { svg, width } = picture(box, height);
    const edge = { top: 26, right: 12, bottom: 40, left: 46 };
    const x = d3.scaleLinear().domain(around(data.points.map((p) => p.minutes / DAY)))
      .range([edge.left, width - edge.right]);
    const y = d3.scaleLinear().domain(around(data.points.map((p) => p.cost)))
      .range([height - edge.bottom, edge.top]);
    describe(svg, "group", "Plans by cost and time", "frontier-text");
    svg.append("g").attr("class", "axis").attr("aria-hidden", "true")
      .attr("transform", `translate(0,${height - edge.bottom})`)
      .call(d3.axisBottom(x).ticks(ticks(width)).tickSize(edge.top + edge.bottom - height).tickPadding(8))
      .call((g) => g.select(".domain").remove());
    svg.append("g").attr("class", "axis").attr("aria-hidden", "true").attr("transform", `translate(${edge.left},0)`)
      .call(d3.axisLeft(y).ticks(5).tickSize(edge.left + edge.right - width).tickPadding(8))
      .call((g) => g.select(".domain").remove());
    const title = (text, left, top, anchor) => svg.append("text").attr("class", "soft").attr("aria-hidden", "true")
      .attr("x", left).attr("y", top).attr("text-anchor", anchor).text(text);
    title(`cost, ${data.currency}`, 0, 12, "start");
    title("days", width - edge.right, height - 4, "end");
    svg.append("path").attr("class", "envelope").attr("d", envelope(data.points, x, y));

    const spot = (p) => [x(p.minutes / DAY), y(p.cost), p.told ? 8 : 5];
    const taken = data.points.map(spot).map(([cx, cy, r]) => [cx - r, cy - r, cx + r, cy + r]);
    const placed = [...data.points].sort((a, b) => b.told - a.told || a.rank - b.rank);
    const bounds = [edge.left, edge.top - 14, width, height - edge.bottom];
    const dots = new Map();
    for (const p of [...placed].reverse()) { // the best are drawn last, on top
      const [cx, cy, r] = spot(p), around = Math.PI * r;
      const dot = svg.append(p.told ? "a" : "g").attr("class", p.told ? "dot" : "minor").attr("aria-label", p.words);
      if (p.told) dot.attr("href", `#plan-${p.rank}`);
      else dot.attr("role", "img");
      dot.append("title").text(p.words);
      dot.append("circle").attr("class", "hit").attr("cx", cx).attr("cy", cy).attr("r", 12);
      dot.append("circle").attr("class", "halo").attr("cx", cx).attr("cy", cy).attr("r", r + 2);
      dot.append("circle").attr("class", "ring").attr("cx", cx).attr("cy", cy).attr("r", r);
      dot.append("circle").attr("class", "share").attr("cx", cx).attr("cy", cy).attr("r", r / 2)
        .attr("stroke-width", r).attr("stroke-dasharray", `${p.tracked * around} ${around}`)
        .attr("transform", `rotate(-90 ${cx} ${cy})`);
      dots.set(p, dot);
    }
    const labels = svg.append("g").attr("aria-hidden", "true"); // the dots have longer names
    for (const p of placed) {
      const [cx, cy, r] = spot(p);
      label(labels, p, width > 560, (w) => room(cx, cy, r, w, taken, bounds));
    }
    for (const p of data.points) if (p.told) dots.get(p).raise(); // in the order of the ranks for the keyboard
  };

  // ---- Where the time goes -------------------------------------------------------------------

  const hatch = () => {
    const pattern = d3.select(document.body).append("svg").attr("width", 0).attr("height", 0)
      .attr("aria-hidden", "true").append("defs").append("pattern").attr("id", "hatch")
      .attr("width", 5).attr("height", 5).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
    pattern.append("rect").attr("class", "hatch-wash").attr("width", 5).attr("height", 5);
    pattern.append("line").attr("class", "hatch-line").attr("y2", 5);
  };

  // The rows of labels above a bar: each label goes where the ones before it leave room.
  const rows = (stops, x, width) => {
    const ends = [];
    const places = stops.map((stop, i) => {
      const w = wide(stop.name), at = x(stop.at);
      const left = i === 0 ? 0 : Math.max(0, Math.min(at - w / 2, width - w));
      let row = ends.findIndex((end) => left >= end + 8);
      if (row < 0) row = ends.push(0) - 1;
      ends[row] = left + w;
      return { name: stop.name, at, left, row };
    });
    return { places, count: ends.length };
  };

  const time = (box, plan) => {
    const longest = Math.max(...data.plans.map((p) => p.spells.reduce((sum, s) => sum + s.minutes, 0)), 1);
    const width = box.clientWidth, x = d3.scaleLinear().domain([0, longest]).range([0, width]);
    const { places, count } = rows(plan.stops, x, width);
    const top = count * 15 + 6, tall = 22, sight = top + tall + 7, foot = sight + 8;
    const { svg } = picture(box, foot + 22);
    describe(svg, "img", "Time line", `plan-${box.dataset.plan}-time`);
    for (const p of places) {
      const base = (count - p.row) * 15 - 3;
      svg.append("line").attr("class", "stop").attr("x1", p.at).attr("x2", p.at).attr("y1", base + 2).attr("y2", top);
      svg.append("text").attr("x", p.left).attr("y", base).text(p.name);
    }
    let at = 0;
    for (const s of plan.spells) {
      const from = x(at), to = x(at + s.minutes), out = s.hidden && Math.max(3, x(s.hidden)) / 2, middle = (from + to) / 2;
      svg.append("rect").attr("class", s.kind).attr("x", from).attr("y", top)
        .attr("width", Math.max(1, to - from)).attr("height", tall).append("title").text(s.words);
      if (s.name && wide(s.name) + 8 < to - from)
        svg.append("text").attr("class", "on-ride").attr("x", middle).attr("y", top + 15).attr("text-anchor", "middle")
          .text(s.name);
      const trace = (kind, a, b) => b > a && svg.append("line").attr("class", kind)
        .attr("x1", a).attr("x2", b).attr("y1", sight).attr("y2", sight);
      trace("seen", from, middle - out);
      trace("out", middle - out, middle + out);
      trace("seen", middle + out, to);
      at += s.minutes;
    }
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${foot})`)
      .call(d3.axisBottom(d3.scaleLinear().domain([0, longest / DAY]).range([0, width])).ticks(ticks(width)).tickSizeOuter(0))
      .call((g) => g.select(".tick text").attr("text-anchor", "start").text("0 days"));
  };

  // ---- What it costs -------------------------------------------------------------------------

  const cost = (box, plan) => {
    const dearest = Math.max(...data.plans.map((p) => p.parts.reduce((sum, s) => sum + s.amount, 0)));
    const { svg, width } = picture(box, 30);
    const x = d3.scaleLinear().domain([0, dearest || 1]).range([0, width]);
    describe(svg, "img", "Cost by part", `plan-${box.dataset.plan}-cost`);
    let at = 0;
    for (const part of plan.parts) {
      const from = x(at), to = x(at + part.amount);
      const bar = svg.append("g").attr("class", `bar part-${part.name}`);
      bar.append("title").text(`${part.name} ${part.amount}`);
      bar.append("rect").attr("x", from).attr("y", 2).attr("width", Math.max(1, to - from)).attr("height", 24);
      if (wide(part.name) + 8 < to - from)
        bar.append("text").attr("x", from + 6).attr("y", 18).text(part.name);
      at += part.amount;
    }
    svg.append("rect").attr("class", "frame").attr("y", 2).attr("width", Math.max(1, x(at))).attr("height", 24);
  };

  // ---- Rows of a batch -----------------------------------------------------------------------

  const bars = (box) => {
    const rows = data.bars[box.dataset.of];
    const panels = [["orders", "orders"], ...(data.currency ? [["spend", `spend, ${data.currency}`]] : [])];
    const roomy = box.clientWidth >= 640, step = roomy ? 26 : 44, top = 22;
    const { svg, width } = picture(box, top + rows.length * step);
    const left = roomy ? Math.min(260, Math.max(...rows.map((row) => wide(row.name, 13))) + 12) : 0;
    const across = d3.scaleBand().domain(panels.map((p) => p[0])).range([left, width]).paddingInner(0.06);
    const down = d3.scaleBand().domain(rows.map((row) => row.name)).range([top, top + rows.length * step]);
    describe(svg, "img", "Orders and spend", `${box.dataset.of}-text`);
    svg.attr("class", "bars");
    for (const [key, title] of panels) {
      const most = Math.max(...rows.map((row) => row[key]));
      const digits = key === "spend" ? 0 : undefined;
      const say = (row) => (digits === undefined ? String(row[key]) : row[key].toFixed(digits));
      const room = Math.max(...rows.map((row) => wide(say(row)))) + 10;
      const x = d3.scaleLinear().domain([0, most || 1]).range([0, across.bandwidth() - room]);
      svg.append("text").attr("class", "soft").attr("x", across(key)).attr("y", 12).text(title);
      for (const row of rows) {
        const y = down(row.name) + (roomy ? 4 : 20), length = Math.max(1, x(row[key]));
        svg.append("rect").attr("x", across(key)).attr("y", y).attr("width", length).attr("height", 16);
        svg.append("text").attr("x", across(key) + length + 6).attr("y", y + 12).text(say(row));
      }
    }
    for (const row of rows)
      svg.append("text").attr("x", 0).attr("y", down(row.name) + (roomy ? 16 : 15)).text(row.name);
  };

  // ---- Drawing -------------------------------------------------------------------------------

  const kinds = { frontier, time, cost, bars };
  const drawn = new Map(); // the width at which a picture was drawn

  const draw = (box) => {
    if (box.clientWidth === 0 || drawn.get(box) === box.clientWidth) return;
    const focused = box.contains(document.activeElement) && document.activeElement.getAttribute("href");
    drawn.set(box, box.clientWidth);
    box.replaceChildren();
    kinds[box.dataset.chart](box, data.plans && data.plans[box.dataset.plan - 1]);
    if (focused) box.querySelector(`a[href="${focused}"]`).focus();
  };

  hatch();
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => draw(entry.target)));
  for (const box of document.querySelectorAll(".chart")) {
    draw(box);
    watch.observe(box);
  }
})();
