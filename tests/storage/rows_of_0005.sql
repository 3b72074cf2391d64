INSERT INTO codes (code, buy) VALUES ('OLD', 7);
INSERT INTO buys (id, organiser, home, terms, state, code, code_expires_at, created_at, helpers,
  extended, kept_open, announced, closed_at, reminders_stopped, version)
VALUES (7, 1099511627777, NULL,
  '{"title":"Oil","currency":"EUR","items":[{"no":1,"name":"Oil","list_price":4200,"unit":"","stock":null,"case_size":null,"ladder":null,"removed":false}],"deadline":"2026-03-08T12:00:00Z","zone":"UTC","ladder":null,"opens_at":null,"minimum":null,"max_people":null,"per_person_limit":null,"extend_by":null,"admission":"code","guests_count":false,"close_when_answered":false,"how_to_pay":"In cash"}',
  'closed', 'OLD', '2026-03-08 12:00:00.000000', '2026-03-06 12:00:00.000000', '[]', false, false,
  '{}', '2026-03-06 12:00:00.000000', false, 1);
INSERT INTO lines (buy, person, item, quantity, seq, ordered_at, guest, guest_name)
VALUES (7, 2, 1, 2, 1, '2026-03-06 12:00:00.000000', 0, '');
INSERT INTO involvements (buy, person, muted, ordered_at)
VALUES (7, 2, false, '2026-03-06 12:00:00.000000');
INSERT INTO settlements (buy, settled_at, list_amount, discount, tiers)
VALUES (7, '2026-03-06 12:00:00.000000', 8400, 400, '{"0":1}');
INSERT INTO statements (buy, person, reference, lines, place)
VALUES (7, 2, 'OLD-01',
  '[{"person":2,"item":1,"quantity":2,"list_amount":8400,"discount":400,"guest":0,"guest_name":"","seq":1}]',
  0);
INSERT INTO entries (key, buy, person, organiser, amount, currency, reason, actor, at, effect)
VALUES
  ('a-paid', 7, 2, 1099511627777, 3000, 'EUR', 'payment', 1099511627777,
    '2026-03-07 12:00:00.000000', -3000),
  ('share:7:2', 7, 2, 1099511627777, 8000, 'EUR', 'share', 1099511627777,
    '2026-03-06 12:00:00.000000', 8000);
