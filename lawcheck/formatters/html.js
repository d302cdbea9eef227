"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const form = document.querySelector(".filters");
  const notes = all(".note");
  const jumps = new Map(all(".jumps li").map((item) => [item.dataset.of, item]));
  const marks = all("a.m");
  const section = (node) => node.closest(".draft").id;
  const levels = ["error", "warning", "notice"];
  let now = null;

  function filter() {
    const chosen = new Set(all("input[name=severity]:checked", form).map((box) => box.value));
    const rule = form.elements.rule.value;
    let shown = 0;
    for (const note of notes) {
      note.hidden = !chosen.has(note.dataset.severity) || (rule !== "" && rule !== note.dataset.rule);
      jumps.get(note.id).hidden = note.hidden;
      shown += note.hidden ? 0 : 1;
    }
    for (const mark of marks) recolour(mark);
    const count = form.querySelector(".count");
    count.value = count.dataset.of.replace("{shown}", shown).replace("{all}", notes.length);
  }

  // A mark that several findings share shows, and leads to, the gravest of those that are shown.
  function recolour(mark) {
    const over = mark.dataset.n.split(" ").map((n) => document.getElementById(`${section(mark)}-n${n}`));
    const open = over.filter((note) => !note.hidden);
    const top = levels.map((level) => open.find((note) => note.dataset.severity === level)).find(Boolean);
    mark.classList.toggle("off", !top);
    if (!top) return;
    mark.classList.remove(...levels);
    mark.classList.add(top.dataset.severity);
    mark.href = `#${top.id}`;
  }

  function show(note) {
    for (const old of all(".now")) old.classList.remove("now");
    now = note;
    note.classList.add("now");
    const number = note.id.split("-n")[1];
    const key = section(note);
    for (const mark of marks) {
      if (section(mark) === key && mark.dataset.n.split(" ").includes(number)) mark.classList.add("now");
    }
  }

  function step(by) {
    const open = notes.filter((note) => !note.hidden);
    if (open.length === 0) return;
    const at = open.indexOf(now);
    const next = at < 0 ? (by > 0 ? 0 : open.length - 1) : (at + by + open.length) % open.length;
    show(open[next]);
    open[next].focus({ preventScroll: true });
    open[next].scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else return;
    event.preventDefault();
  });
  function arrive() {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.classList.contains("note")) {
      show(target);
      target.focus({ preventScroll: true });
    }
  }
  window.addEventListener("hashchange", arrive);
  window.addEventListener("beforeprint", () => all(".verdicts.unknown, .suppressed").forEach((part) => (part.open = true)));
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = notes.length === 0;
  filter();
  arrive();
})();
