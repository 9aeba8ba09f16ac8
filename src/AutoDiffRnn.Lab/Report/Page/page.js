"use strict";
// Light interaction with pictures that are complete without it: legends switch series, maps tell their cells, the slider redraws the unit.
const svgNamespace = "http://www.w3.org/2000/svg";

// Where the data of a drawing are, and what they span.
const areaOf = drawing => {
  const [left, top, right, bottom, xLow, xHigh, yLow, yHigh] = drawing.dataset.area.split(" ").map(Number);
  return {
    left, top, right, bottom, xLow, xHigh, yLow, yHigh,
    x: value => left + (value - xLow) / (xHigh - xLow) * (right - left),
    y: value => bottom - (value - yLow) / (yHigh - yLow) * (bottom - top),
  };
};

for (const button of document.querySelectorAll(".legend button")) {
  button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    for (const mark of button.closest("figure").querySelectorAll(`svg[data-area] .${button.dataset.series}`))
      mark.classList.toggle("hidden", !shown);
  });
}

// A map: pointer and arrow keys choose a cell, and its numbers are read out.
for (const figure of document.querySelectorAll("figure[data-kind=map]")) {
  const drawing = figure.querySelector("svg[data-area]");
  const area = areaOf(drawing);
  const values = new Map(atob(figure.querySelector(".data").href.split(",")[1]).trim().split("\n").slice(1).map(line => {
    const [t, k, value] = line.split(",");
    return [`${t},${k}`, value];
  }));
  const readout = document.createElement("output");
  readout.className = "readout";
  readout.textContent = "Point at a cell, or choose one with the arrow keys.";
  drawing.after(readout);
  const cursor = document.createElementNS(svgNamespace, "rect");
  cursor.setAttribute("class", "cursor hidden");
  cursor.setAttribute("width", Math.abs(area.x(1) - area.x(0)));
  cursor.setAttribute("height", Math.abs(area.y(1) - area.y(0)));
  drawing.append(cursor);
  drawing.setAttribute("tabindex", "0");
  let [t, k] = [Math.round(area.yHigh - 0.5), 0];

  const show = () => {
    const value = values.get(`${t},${k}`);
    cursor.classList.toggle("hidden", value === undefined);
    cursor.setAttribute("x", area.x(k - 0.5));
    cursor.setAttribute("y", area.y(t + 0.5));
    readout.textContent = value === undefined
      ? "A loss does not reach the steps that come after it."
      : `t = ${t}, k = ${k}, lag ${t - k}: log₁₀ of the norm is ${Number.isFinite(Number(value)) ? Number(value).toFixed(2).replace("-", "−") : value}`;
  };
  drawing.addEventListener("pointermove", event => {
    const box = drawing.getBoundingClientRect();
    const scale = drawing.viewBox.baseVal.width / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    if (x < area.left || x > area.right || y < area.top || y > area.bottom)
      return;
    k = Math.round(area.xLow + (x - area.left) / (area.right - area.left) * (area.xHigh - area.xLow));
    t = Math.round(area.yLow + (area.bottom - y) / (area.bottom - area.top) * (area.yHigh - area.yLow));
    show();
  });
  const moves = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, 0], ArrowDown: [-1, 0]};
  drawing.addEventListener("keydown", event => {
    const move = moves[event.key];
    if (!move)
      return;
    event.preventDefault();
    if (values.has(`${t + move[0]},${k + move[1]}`))
      [t, k] = [t + move[0], k + move[1]];
    show();
  });
}

// The unit that remembers: the same sums as in the program that wrote this page.
const slider = document.getElementById("latch-weight");
if (slider) {
  const {push, floor, steps} = slider.dataset;
  const drawings = slider.closest("figure").querySelectorAll("svg[data-area]");
  const pathOf = (drawing, values) => {
    const area = areaOf(drawing);
    return values.map((value, n) => `${n ? "L" : "M"}${area.x(n).toFixed(2)} ${area.y(value).toFixed(2)}`).join("");
  };
  const redraw = () => {
    const weight = Number(slider.value);
    const [up, gradient] = [[Number(push)], [0]];
    for (let n = 1; n <= Number(steps); n++) {
      up.push(Math.tanh(weight * up[n - 1]));
      gradient.push(gradient[n - 1] + Math.log10(weight * (1 - up[n] * up[n])));
    }
    const draw = (drawing, series, values) => drawing.querySelector(`path.${series}`).setAttribute("d", pathOf(drawing, values));
    draw(drawings[0], "s0", up);
    draw(drawings[0], "s1", up.map(value => -value));
    draw(drawings[1], "s2", gradient.map(value => Math.max(Number(floor), value)));
    const gap = 2 * up[up.length - 1];
    const words = `w = ${weight.toFixed(2)}: after ${steps} steps the gap is ${gap < 0.001 ? gap.toExponential(0) : gap.toFixed(2)}, `
      + `log₁₀ of the gradient ${gradient[gradient.length - 1].toFixed(1)}. ${gap > 0.1 ? "It remembers." : "It has forgotten."}`;
    document.getElementById("latch-output").textContent = words.replaceAll("-", "−");
    for (const drawing of drawings)
      drawing.setAttribute("aria-label", words);
  };
  slider.addEventListener("input", redraw);
  redraw();
}
