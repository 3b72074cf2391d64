"""Two independent libraries read and write everything: aiogram and python-telegram-bot."""

import struct
import zlib

import aiogram.types as a
import pytest
import telegram
from aiogram import Bot

from sandbox import Sandbox
from sandbox.client import People
from sandbox.world import Chat


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_aiogram_says_everything(flat: Chat, people: People, aiogram_bot: Bot) -> None:
    """Lost: the sandbox would refuse what aiogram really sends: multipart, nested files."""
    bot, anna = aiogram_bot, people["anna"]
    markup = a.InlineKeyboardMarkup(
        inline_keyboard=[[a.InlineKeyboardButton(text="+1", callback_data="p", style="primary")]]
    )
    sent = await bot.send_message(
        flat.id,
        'until <tg-time unix="1893456000" format="wDt">Friday</tg-time>',
        parse_mode="HTML",
        reply_markup=markup,
        link_preview_options=a.LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
    )
    assert sent.entities
    assert sent.entities[0].date_time_format == "wDt"
    assert sent.reply_markup
    assert sent.reply_markup.inline_keyboard[0][0].style == "primary"
    picture = a.BufferedInputFile(png(40, 30), "ladder.png")
    photo = await bot.send_photo(
        flat.id, picture, caption="10 reached",
        reply_parameters=a.ReplyParameters(message_id=sent.message_id),
    )  # fmt: skip
    assert photo.photo
    assert (photo.photo[0].width, photo.photo[0].height) == (40, 30)
    assert photo.reply_to_message
    assert photo.reply_to_message.message_id == sent.message_id
    media = a.InputMediaPhoto(media=a.BufferedInputFile(png(10, 10), "b.png"), caption="20")
    edited = await bot.edit_message_media(media, chat_id=flat.id, message_id=photo.message_id)
    assert isinstance(edited, a.Message)
    assert edited.caption == "20"
    await bot.edit_message_caption(chat_id=flat.id, message_id=photo.message_id, caption="21")
    file = await bot.send_document(501, a.BufferedInputFile(b"a,b\n", "lines.csv"))
    assert file.document is not None
    info = await bot.get_file(file.document.file_id)
    assert info.file_path is not None
    content = await bot.download_file(info.file_path)
    assert content is not None
    assert content.read() == b"a,b\n"
    again = await bot.send_document(502, file.document.file_id)
    assert again.document
    assert again.document.file_name == "lines.csv"
    seen = await anna.sees(flat, "21")
    assert seen.photo
    assert await people.download(seen.photo) == png(10, 10)
    shown = await anna.sees(flat, "until")
    assert '<time data-unix="1893456000" data-format="wDt">Friday</time>' in shown.html
    await bot.send_chat_action(501, "typing")
    assert (await bot.get_user_profile_photos(501)).total_count == 0


async def test_aiogram_asks_everything(flat: Chat, aiogram_bot: Bot) -> None:
    """Lost: what aiogram reads of chats and of the bot itself would not be complete."""
    bot = aiogram_bot
    assert (await bot.get_me()).username == "group_buy_bot"
    assert (await bot.get_chat(flat.id)).title == "Flat 12"
    assert (await bot.get_chat(501)).first_name == "Anna"
    admins = await bot.get_chat_administrators(flat.id)
    assert [(one.status, one.user.id) for one in admins] == [("creator", 501)]
    assert (await bot.get_chat_member(flat.id, 502)).status == "member"
    assert await bot.get_chat_member_count(flat.id) == 8
    await bot.set_my_description("Buy together")
    await bot.set_my_description("Купим вместе", language_code="ru")
    assert (await bot.get_my_description()).description == "Buy together"
    await bot.set_my_short_description("Buy")
    await bot.set_my_name("Olive")
    assert (await bot.get_my_name()).name == "Olive"
    await bot.set_chat_menu_button(menu_button=a.MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    await bot.set_my_commands([a.BotCommand(command="buy", description="Start")])
    assert (await bot.get_my_commands())[0].command == "buy"
    info = await bot.get_webhook_info()
    assert info.url == ""


async def test_python_telegram_bot_says_everything(
    flat: Chat, people: People, ptb_bot: telegram.Bot
) -> None:
    """Lost: the courier's library would not be understood."""
    bot = ptb_bot
    markup = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("Copy", copy_text=telegram.CopyTextButton("K7Q4"))
    )
    sent = await bot.send_message(
        flat.id, "<b>card</b>", parse_mode="HTML", reply_markup=markup,
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
    )  # fmt: skip
    assert sent.text_html == "<b>card</b>"
    await bot.edit_message_text("card 2", flat.id, sent.message_id, reply_markup=markup)
    with pytest.raises(telegram.error.BadRequest, match="Message is not modified"):
        await bot.edit_message_text("card 2", flat.id, sent.message_id, reply_markup=markup)
    await bot.send_photo(flat.id, png(20, 20), caption="tier", reply_to_message_id=sent.message_id)
    await bot.send_document(501, b"x", filename="a.txt")
    with pytest.raises(telegram.error.Forbidden, match="initiate conversation"):
        await bot.send_message(507, "hello")
    asked = telegram.KeyboardButtonRequestUsers(1, max_quantity=3)
    keyboard = telegram.ReplyKeyboardMarkup(
        [[telegram.KeyboardButton("Who?", request_users=asked)]]
    )
    await bot.send_message(501, "Whom?", reply_markup=keyboard)
    await people["anna"].press("Who?", users=["mei"])
    updates = await bot.get_updates()
    shared = updates[0].message
    assert shared
    assert shared.users_shared
    assert shared.users_shared.users[0].user_id == 505
    assert await bot.delete_messages(flat.id, [sent.message_id, 999])


async def test_aiogram_reads_every_update(
    sandbox: Sandbox, flat: Chat, people: People, aiogram_bot: Bot
) -> None:
    """Lost: an update that python-telegram-bot's types write would not be read by aiogram."""
    bot, anna = aiogram_bot, people["anna"]
    every = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member",
             "chat_member", "message_reaction", "chosen_inline_result"]  # fmt: skip
    await bot.get_updates(allowed_updates=every)
    await anna.place(flat, "bot", status="administrator")
    sent = await bot.send_message(flat.id, "card", reply_markup=a.InlineKeyboardMarkup(
        inline_keyboard=[[a.InlineKeyboardButton(text="+1", callback_data="p")]]))  # fmt: skip
    card = await anna.last(flat)
    await anna.tap(card, "+1", timeout=0)
    await anna.edit(await anna.send(flat, "/order 1"), "/order 2")
    await anna.react(card, "👍")
    await anna.inline(flat, "oil", timeout=0)
    await anna.place(flat, "boris", status="administrator")
    await anna.pin(card)
    new = await anna.migrate(flat)
    await people["mei"].place(new, status="left")
    found = await bot.get_updates()
    assert [one.event_type for one in found] == [
        "my_chat_member", "callback_query", "message", "edited_message", "message_reaction",
        "inline_query", "chat_member", "message", "message", "message", "message", "chat_member",
    ]  # fmt: skip
    tapped = found[1].callback_query
    assert tapped
    assert isinstance(tapped.message, a.Message)
    assert tapped.message.message_id == sent.message_id
