// Time as the chosen person's device shows it: their language, their zone, the sandbox's clock.
let shift = 0;
export const setClock = clock => { shift = clock.unix * 1000 - Date.now(); };
export const now = () => Date.now() + shift;

const PARTS = {
  w: {weekday: "long"},
  d: {day: "2-digit", month: "2-digit", year: "2-digit"},
  D: {day: "numeric", month: "long", year: "numeric"},
  t: {hour: "2-digit", minute: "2-digit"},
  T: {hour: "2-digit", minute: "2-digit", second: "2-digit"},
};
const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function format(person, moment, options) {
  return new Intl.DateTimeFormat(person.language_code || "en", {timeZone: person.zone, hourCycle: "h23", ...options}).format(moment);
}
export const clock = (person, unix) => format(person, unix * 1000, PARTS.t);
export const day = (person, unix) => format(person, unix * 1000, {weekday: "short", day: "numeric", month: "long"});
export const full = (person, unix) => format(person, unix * 1000, {...PARTS.w, ...PARTS.D, ...PARTS.t});
export const short = (person, unix) => format(person, unix * 1000, {weekday: "short", day: "numeric", month: "short", ...PARTS.t});
export const brief = (person, unix) =>
  day(person, unix) === day(person, now() / 1000) ? clock(person, unix) : format(person, unix * 1000, {day: "numeric", month: "short"});

// The moment at which a clock in the person's zone shows `local` ("2026-05-01T18:00").
export function moment(person, local) {
  const shownAt = instant => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat("en-GB", {timeZone: person.zone, hourCycle: "h23",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit"}).formatToParts(instant).map(part => [part.type, part.value]));
    return Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}Z`);
  };
  const wanted = Date.parse(`${local}Z`);
  const guess = wanted - (shownAt(wanted) - wanted);
  return new Date(guess + wanted - shownAt(guess));
}
export const localNow = person => {
  const here = Math.floor(now() / 60000) * 60000;
  return new Date(2 * here - moment(person, new Date(here).toISOString().slice(0, 16)).getTime()).toISOString().slice(0, 16);
};

function relative(person, unix) {
  const seconds = unix - now() / 1000;
  const [unit, size] = STEPS.find(([, one]) => Math.abs(seconds) >= one) || STEPS[3];
  return new Intl.RelativeTimeFormat(person.language_code || "en", {numeric: "auto"}).format(Math.round(seconds / size), unit);
}

export function showTimes(root, person) {
  for (const element of root.querySelectorAll("time[data-unix]")) {
    const unix = Number(element.dataset.unix), form = element.dataset.format;
    element.title = full(person, unix);
    if (form === "r") element.textContent = relative(person, unix);
    else if (form) element.textContent = format(person, unix * 1000, Object.assign({}, ...[...form].map(one => PARTS[one])));
  }
}
