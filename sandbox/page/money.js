// Amounts as the chosen person's device writes them; Stars have a sign instead of a code.
export function money(person, {amount, currency, decimals}) {
  const language = person.language_code || "en";
  if (currency === "XTR") return `⭐\u00a0${new Intl.NumberFormat(language).format(amount)}`;
  return new Intl.NumberFormat(language, {
    style: "currency", currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals);
}
