// SPDX-License-Identifier: GPL-3.0-or-later
// What test_report.py asks of the page.
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const text = (element) => element.textContent.trim();
const texts = (selector, from) => all(selector, from).map(text);

const cells = (section) => all(`${section} tbody tr`).map((row) => texts("th, td", row));

const lanes = () => all(".lane.server").map((lane) => {
  const track = lane.querySelector(".track").getBoundingClientRect();
  return {
    name: text(lane.querySelector(".name")),
    state: lane.dataset.state,
    total: text(lane.querySelector(".total")),
    bars: all(".track i:not(.cross)", lane).map((bar) => {
      const box = bar.getBoundingClientRect();
      return [bar.className, (box.left - track.left) / track.width, box.width / track.width];
    }),
  };
});

const bars = (key) => {
  const plot = document.querySelector(`.series[data-key=${key}] .plot`);
  const whole = plot.clientHeight;
  return all("i", plot).map((bar) => bar.getBoundingClientRect().height / whole);
};

const quotas = () => all("#clouds article").map((card) => all(".quota", card).map((row) => [
  row.dataset.quota, ...["ours", "used", "left"].map((key) => text(row.querySelector(`.q-${key}`))),
]));

// Contrast of all text, as WCAG 2 counts it.
const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const light = ([red, green, blue]) => 0.2126 * channel(red / 255)
  + 0.7152 * channel(green / 255) + 0.0722 * channel(blue / 255);
const colour = (value) => value.match(/[\d.]+/g).map(Number);
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const found = colour(getComputedStyle(at).backgroundColor);
    if (found.length === 3 || found[3] > 0) return found;
  }
  return [255, 255, 255];
};
const ratio = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const faint = () => {
  const found = all("body *").filter((element) => element.offsetParent
    && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return found.map((element) => [
    text(element).slice(0, 30), ratio(colour(getComputedStyle(element).color), behind(element)),
  ]).filter(([_text, value]) => value < 4.5);
};
const pale = () => all(".lane .track i:not(.cross), .plot i").map((bar) => [
  bar.className, ratio(behind(bar), behind(bar.parentElement)),
]).filter(([_kind, value]) => value < 3);
