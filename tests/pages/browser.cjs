// Looks at the pages of samples.py in headless Chromium and prints TAP.
//
//   node tests/pages/browser.cjs FOLDER [PICTURES]
//
// FOLDER holds the pages and samples.json; pictures of them go to PICTURES. `make test-browser` calls
// it by way of tests/pages/browser, with NODE_PATH naming the folder of the packages.
"use strict";
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const url = require("node:url");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = [360, 768, 1280];
const SCHEMES = ["light", "dark"];
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const [folder, pictures] = process.argv.slice(2);
const samples = JSON.parse(fs.readFileSync(path.join(folder, "samples.json"), "utf8"));
const address = (name) => url.pathToFileURL(path.resolve(folder, samples[name].file)).href;

let count = 1, failed = 0; // the first result is that of tests/pages/browser
const result = (name, faults) => {
  failed += faults.length > 0;
  console.log(`${faults.length ? "not ok" : "ok"} ${++count} - ${name}`);
  for (const fault of faults.slice(0, 20)) console.log(`#   ${fault}`);
};

// ---- In the page -------------------------------------------------------------------------------
// These run in the browser.

// Contrast of every text with what it is drawn on, and of every mark with the paper, by WCAG.
function contrasts() {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => {
    const [r, g, b] = rgb(color).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const style = (node) => getComputedStyle(node);
  const faults = [];
  const want = (what, a, b, least) => {
    if (ratio(a, b) < least) faults.push(`${what}: ${a} on ${b} has ${ratio(a, b).toFixed(2)}, not ${least}`);
  };
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    const under = [...text.ownerSVGElement.querySelectorAll("rect:not(.frame)")].filter((rect) => {
      const r = rect.getBoundingClientRect();
      return r.left <= x && x <= r.right && r.top <= y && y <= r.bottom;
    });
    for (const node of [text, ...text.querySelectorAll("tspan")])
      want(`"${node.textContent}"`, style(node).fill, under.length ? style(under[0]).fill : paper, 4.5);
  }
  const marks = [["rect.ride", "fill"], ["rect.place", "fill"], ["rect.idle", "stroke"], [".hatch-line", "stroke"],
    [".seen", "stroke"], [".out", "stroke"], [".frame", "stroke"], [".ring", "stroke"], [".share", "stroke"],
    [".bars rect", "fill"]];
  for (const [selector, property] of marks)
    for (const node of document.querySelectorAll(selector)) want(selector, style(node)[property], paper, 3);
  return faults;
}

// Whatever reaches beyond the window to the right, and labels that lie on one another.
function overlaps() {
  const faults = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push(`scrolls to ${document.documentElement.scrollWidth}`);
  for (const node of document.querySelectorAll("main *")) {
    const box = node.getBoundingClientRect();
    if (box.width > 0 && box.right > width + 0.5 && !node.closest("svg [aria-hidden]"))
      faults.push(`<${node.tagName}> ${node.textContent.slice(0, 30)} reaches ${box.right}`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    texts.forEach(([name, a], i) => {
      for (const [other, b] of texts.slice(i + 1))
        if (a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
          faults.push(`"${name}" lies on "${other}"`);
    });
  }
  return faults;
}

// Are the bars as long as the figures say, on one scale for all plans?
function lengths() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const faults = [];
  const near = (what, a, b) => {
    if (Math.abs(a - b) > 2) faults.push(`${what}: ${a.toFixed(1)} wide, not ${b.toFixed(1)}`);
  };
  const extent = (box, selector) => {
    const rects = [...box.querySelectorAll(selector)].map((rect) => rect.getBoundingClientRect());
    return Math.max(...rects.map((r) => r.right)) - Math.min(...rects.map((r) => r.left));
  };
  if (data.plans && data.plans.length) {
    const sum = (list, key) => list.reduce((total, item) => total + item[key], 0);
    const longest = Math.max(...data.plans.map((plan) => sum(plan.spells, "minutes")));
    const dearest = Math.max(...data.plans.map((plan) => sum(plan.parts, "amount")));
    for (const box of document.querySelectorAll("[data-chart=time], [data-chart=cost]")) {
      const plan = data.plans[box.dataset.plan - 1], time = box.dataset.chart === "time";
      const share = time ? sum(plan.spells, "minutes") / longest : sum(plan.parts, "amount") / dearest;
      near(`plan ${box.dataset.plan}`, extent(box, time ? "rect" : ".bar rect"), share * box.clientWidth);
    }
    const dots = document.querySelectorAll("[data-chart=frontier] .ring").length;
    if (data.points.length > 1 && dots !== data.points.length) faults.push(`${dots} dots, ${data.points.length} plans`);
    for (const box of document.querySelectorAll("[data-chart=frontier]")) faults.push(...dotFaults(box, data.points));
  }
  // Dots keep the order of the figures on both axes, and are filled as far as the way is tracked.
  function dotFaults(box, points) {
    const wrong = [];
    const dots = [...box.querySelectorAll(".ring")].map((ring) => {
      const dot = ring.parentNode;
      const point = points.find((p) => p.words === dot.getAttribute("aria-label"));
      const at = ring.getBoundingClientRect();
      const share = dot.querySelector(".share"), [filled, whole] = share.getAttribute("stroke-dasharray").split(" ");
      if (Math.abs(filled / whole - point.tracked) > 0.001) wrong.push(`${point.words}: filled to ${filled / whole}`);
      return { ...point, x: at.x + at.width / 2, y: at.y + at.height / 2 };
    });
    for (const a of dots)
      for (const b of dots) {
        if (a.minutes < b.minutes && a.x > b.x) wrong.push(`${a.words} is right of ${b.words}`);
        if (a.cost < b.cost && a.y < b.y) wrong.push(`${a.words} is above ${b.words}`);
      }
    return wrong;
  }
  for (const box of document.querySelectorAll("[data-chart=bars]")) {
    const rects = [...box.querySelectorAll("rect")], panels = data.currency ? 2 : 1;
    if (rects.length !== panels * data.bars[box.dataset.of].length) faults.push(`${rects.length} bars`);
  }
  return faults;
}

// ---- From outside ------------------------------------------------------------------------------

async function open(browser, name, options) {
  const context = await browser.newContext({ viewport: { width: options.width, height: 900 },
    colorScheme: options.scheme || "light", javaScriptEnabled: options.scripts !== false });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => said.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => request.url() === address(name) || said.push(`request: ${request.url()}`));
  await page.goto(address(name));
  return { context, page, said };
}

const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((node) => { node.open = true; }));

// axe is put in by the debugger, which no policy of the page concerns.
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
    "wcag22aa", "best-practice"] }));
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)} ${node.failureSummary}`));
}

// One page at one width and in one scheme.
async function look(browser, name, width, scheme, audited) {
  const { context, page, said } = await open(browser, name, { width, scheme });
  await settle(page);
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}-${scheme}-${width}.png`), fullPage: true });
  const faults = [...await page.evaluate(overlaps), ...await page.evaluate(lengths)];
  await unfold(page);
  await settle(page);
  faults.push(...await page.evaluate(overlaps), ...await page.evaluate(contrasts));
  faults.push(...await page.evaluate(() => (window.pwned ? ["a text of the tables ran"] : [])));
  if (audited) faults.push(...await violations(page));
  result(`${name}, ${scheme}, ${width} wide`, [...said, ...faults]);
  await context.close();
}

// ---- Keyboard ----------------------------------------------------------------------------------

function focused() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const style = getComputedStyle(node), ring = node.querySelector(".ring");
  const shown = style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : ring ? parseFloat(getComputedStyle(ring).strokeWidth) - 1.5 : 0;
  return { name: node.closest("svg") ? `dot ${node.getAttribute("href")}` : node.getAttribute("href") || node.textContent, shown };
}

async function keyboard(browser, name) {
  const { context, page, said } = await open(browser, name, { width: 1280 });
  await settle(page);
  const told = await page.evaluate(() => document.querySelectorAll("section.plan").length);
  const plans = [...Array(told).keys()].map((i) => `#plan-${i + 1}`);
  const more = await page.evaluate(() => document.querySelectorAll(".plans").length > 1);
  const wanted = [...plans, ...(more ? [/more on the frontier/] : []), ...plans.map((plan) => `dot ${plan}`),
    ...plans.flatMap(() => ["Timetable", "Charges and their sources"])];
  const faults = [], stops = [];
  for (let i = 0; i <= wanted.length; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop) break;
    stops.push(stop.name);
    if (stop.shown < 2) faults.push(`${stop.name}: the focus does not show`);
  }
  wanted.forEach((want, i) => {
    if (!(want instanceof RegExp ? want.test(stops[i]) : want === stops[i])) faults.push(`stop ${i + 1} is ${stops[i]}, not ${want}`);
  });
  if (stops.length !== wanted.length) faults.push(`${stops.length} stops, not ${wanted.length}`);

  await page.focus("svg a[href='#plan-2']");
  await page.keyboard.press("Enter");
  await settle(page);
  const top = await page.evaluate(() => document.getElementById("plan-2").getBoundingClientRect().top);
  if (Math.abs(top) > 100) faults.push(`Enter on a dot leaves its plan at ${top}`);
  await page.focus("#plan-2 summary");
  await page.keyboard.press("Enter");
  if (!await page.evaluate(() => document.querySelector("#plan-2 details").open)) faults.push("Enter does not unfold");

  await page.focus("svg a[href='#plan-3']");
  await page.setViewportSize({ width: 500, height: 900 });
  await settle(page);
  const after = await page.evaluate(focused);
  if (!after || after.name !== "dot #plan-3") faults.push("drawing anew loses the focus");
  result(`${name}: by keyboard`, [...said, ...faults]);
  await context.close();
}

// ---- For screen readers ------------------------------------------------------------------------

async function tree(page) {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  return nodes.filter((node) => !node.ignored).map((node) => ({
    role: node.role && node.role.value,
    name: (node.name && node.name.value) || "",
    text: (node.description && node.description.value) || "",
  }));
}

async function heard(browser, name, wanted) {
  const { context, page, said } = await open(browser, name, { width: 360 }); // where rows are shown as blocks
  await settle(page);
  await unfold(page);
  const nodes = await tree(page);
  const faults = [];
  const rows = await page.evaluate(() => document.querySelectorAll("tr").length);
  const told = nodes.filter((node) => node.role === "row").length;
  if (told !== rows) faults.push(`${told} rows are heard of ${rows}`);
  for (const [role, label, text] of wanted) {
    const found = nodes.find((node) => node.role === role && label.test(node.name) && text.test(node.text));
    if (!found) {
      const near = nodes.filter((node) => node.role === role).map((node) => `${node.name} | ${node.text}`).slice(0, 12);
      faults.push(`no ${role} ${label} ${text}; there are: ${near.join("; ")}`);
    }
  }
  result(`${name}: as a screen reader finds it`, [...said, ...faults]);
  await context.close();
}

// ---- Other readers -----------------------------------------------------------------------------

async function withoutScripts(browser, name) {
  const { context, page, said } = await open(browser, name, { width: 768, scripts: false });
  const tables = await page.locator("table").count();
  const text = await page.locator("noscript").innerText();
  result(`${name}: without scripts`, [...said, ...(tables ? [] : ["no tables"]), ...(/tables/.test(text) ? [] : [`"${text}"`])]);
  await context.close();
}

async function resized(browser, name) {
  const { context, page, said } = await open(browser, name, { width: 1280 });
  await settle(page);
  const faults = [];
  for (const width of [360, 900]) {
    await page.setViewportSize({ width, height: 900 });
    await settle(page);
    faults.push(...await page.evaluate(overlaps), ...await page.evaluate(lengths));
  }
  result(`${name}: drawn anew for another width`, [...said, ...faults]);
  await context.close();
}

// Only what the page names by its digest runs, and nothing is asked for.
async function guarded(browser, name) {
  const { context, page } = await open(browser, name, { width: 768 });
  const faults = await page.evaluate(async () => {
    const found = [];
    const script = document.createElement("script");
    script.textContent = "window.pwned = true";
    document.body.append(script);
    const link = document.createElement("div");
    link.setAttribute("onclick", "window.pwned = true");
    document.body.append(link);
    link.click();
    if (window.pwned) found.push("a script that is not the page's own ran");
    await fetch("data:text/plain,x").then(() => found.push("something was fetched"), () => {});
    return found;
  });
  result(`${name}: its policy keeps others out`, faults);
  await context.close();
}

async function main() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "lanewise-chromium-"));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS,
    env: { ...process.env, HOME: profile } });
  try {
    // axe takes its time, and most of what it finds it finds anywhere.
    for (const name of Object.keys(samples))
      for (const scheme of SCHEMES)
        for (const width of WIDTHS) await look(browser, name, width, scheme, (scheme === "dark") === (width === 768));
    for (const name of ["quote", "report"]) {
      await resized(browser, name);
      await withoutScripts(browser, name);
      await guarded(browser, name);
    }
    await keyboard(browser, "quote");
    await heard(browser, "quote", [
      ["heading", /CNSZX to US 90001/, /^/], ["table", /The plans, best first/, /^/],
      ["table", /The typical clock of plan 1/, /^/], ["table", /The bill of plan 5/, /^/],
      ["group", /Plans by cost and time/, /10 plans, from 26\.39 to 75\.33 USD/],
      ["link", /Plan 1, overseas warehouse: 32\.62 USD, 3\.53 days, 95\.6% tracked/, /^/],
      ["image", /Time line/, /3\.53 days as a rule/], ["image", /Cost by part/, /freight 7\.30/],
      ["columnheader", /Out of sight/, /^/], ["rowheader", /surcharge: holiday peak surcharge/, /^/],
    ]);
    await heard(browser, "report", [
      ["heading", /200 orders of orders\.csv/, /^/], ["table", /In figures/, /^/], ["table", /4 of them/, /^/],
      ["image", /Orders and spend/, /Best plans, most orders first/], ["rowheader", /US United States/, /^/],
    ]);
  } finally {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
  process.exitCode = failed ? 1 : 0;
  console.log(`1..${count}`);
}

main();
