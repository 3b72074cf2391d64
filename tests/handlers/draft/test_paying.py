"""How a buy is paid, in a draft; who may let people pay through Telegram."""

from domain.draft import Field
from domain.payment import AMONG_FRIENDS, Collects, Due, Method, Payment, Rebate
from handlers.draft.presses import Press, on
from handlers.reading.paying import MONTH
from tests.handlers.chatting import ANNA, Talk, alerted, buttons, shown
from tests.handlers.draft.tapping import LINE, changing, draft_of, marked, through


async def test_paying_is_one_screen_that_stays_and_marks_what_holds(talk: Talk) -> None:
    """Without it each of five answers would lead through the preview and back."""
    screen = await changing(talk, "Payment")
    assert marked(screen) == {"After the close", "I collect", "Discount as money"}
    screen = await through(
        talk, screen, ["When ordering", "Each to the supplier", "Discount as points"]
    )
    assert "Points for good" in marked(screen)
    screen = await through(talk, screen, ["Points for 6 months"])
    assert marked(screen) == {
        "When ordering", "Each to the supplier", "Discount as points", "Points for 6 months"
    }  # fmt: skip
    assert (await draft_of(talk)).payment == Payment(
        Method.BY_HAND, Due.AT_ORDER, Collects.EACH, Rebate.POINTS, 6 * MONTH
    )
    typed = shown(await talk.write(ANNA, "after the close; discount as money"))
    assert marked(typed) == {"After the close", "Each to the supplier", "Discount as money"}
    preview = await through(talk, typed, ["Back"])
    assert "Each pays the supplier" in str(preview.text)


async def test_the_organisers_own_words_stand_beside_the_terms_of_paying(talk: Talk) -> None:
    """Without it the account number would be looked for where it is no more."""
    screen = await changing(talk, "Payment", "How to pay")
    assert "How do people pay you?" in str(screen.text)
    preview = shown(await talk.write(ANNA, "when ordering"))
    assert 'How to pay: "when ordering"' in str(preview.text).replace("&#34;", '"')
    assert (await draft_of(talk)).payment == AMONG_FRIENDS


async def test_online_is_offered_only_to_whom_the_owner_lists(talk: Talk) -> None:
    """Without it anybody could have money paid to the bot's owner, and not be told."""
    screen = await changing(talk, "Payment")
    assert not {"Online", "By hand"} & set(buttons(screen.reply_markup))
    draft = await draft_of(talk)
    forged = await talk.tap(ANNA, on(draft, Press.SET, Field.PAYMENT, "online"))
    assert "bot" in alerted(forged)
    assert (await draft_of(talk)).payment == AMONG_FRIENDS
    talk.listed.add(ANNA)
    screen = shown(await talk.tap(ANNA, on(draft, Press.ASK, Field.PAYMENT)))
    assert "lands with the owner of this bot" in str(screen.text)
    screen = await through(talk, screen, ["Each to the supplier", "Online"])
    assert (await draft_of(talk)).payment == Payment(Method.ONLINE)
    preview = await through(talk, screen, ["Back"])
    text = str(preview.text)
    assert "Pay online" in text
    assert "lands with the owner of this bot" in text


async def test_a_line_that_asks_for_more_than_its_writer_may_keeps_the_rest(talk: Talk) -> None:
    """Without it a whole line would have to be typed again for one word in it."""
    calls = await talk.write(ANNA, f"{LINE}; pay online when ordering")
    screens = [call for call in calls if getattr(call, "reply_markup", None)]
    assert "Start" in buttons(screens[0].reply_markup)
    draft = await draft_of(talk)
    assert (draft.payment, draft.items[0].list_price) == (Payment(due=Due.AT_ORDER), 4200)
    started = await talk.tap(ANNA, buttons(screens[0].reply_markup)["Start"])
    assert "open" in str(shown(started).text)


async def test_stars_are_for_those_the_owner_lists_and_prices_are_asked_again(talk: Talk) -> None:
    """Without it 50 Stars would become 50 euros, or a buy that can never start."""
    await talk.write(ANNA, "/buy Stickers; 50 ⭐; 10: 40; until Fri 18:00")
    draft = await draft_of(talk)
    assert (draft.currency, draft.payment.method, draft.ladder) == ("EUR", Method.BY_HAND, None)
    assert [(item.name, item.list_price) for item in draft.items] == [("Stickers", 0)]
    assert "Start" in buttons(shown(await talk.write(ANNA, "5 EUR")).reply_markup)
    talk.listed.add(ANNA)
    screen = shown(await talk.write(ANNA, "/buy Stickers; 50 ⭐; 10: 40; until Fri 18:00"))
    assert "50\u00a0⭐ → from 10: 40" in str(screen.text)
    await talk.tap(ANNA, buttons(screen.reply_markup)["Start"])
    (buy,) = await talk.storage.reader.live_buys(talk.home)
    assert (buy.terms.currency, buy.terms.payment.method) == ("XTR", Method.STARS)


async def test_stars_stated_for_another_currency_are_refused_where_they_are_read(
    talk: Talk,
) -> None:
    """Without it the card offers a Start that fails."""
    screen = shown(await talk.write(ANNA, f"{LINE}; pay in Stars"))
    assert "Start" not in buttons(screen.reply_markup)
    after = await through(talk, screen, ["By hand"])
    assert "Start" in buttons(after.reply_markup)
