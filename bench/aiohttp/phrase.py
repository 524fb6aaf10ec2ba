# SPDX-License-Identifier: MIT
"""GET / in aiohttp: asks another server for a phrase, which a hook of all
responses turns to capitals. phrase.py PORT URL."""

import sys

import aiohttp
import uvloop
from aiohttp import web

async def get_phrase(app):
    asked = app["session"].get(app["url"], params={"type": "title"})
    async with asked as response:
        result = await response.json(content_type="text/html")
        return result.get("text")


async def index_handler(request):
    return web.Response(text=await get_phrase(request.app))


async def response_signal(request, response):
    response.text = response.text.upper()


async def open_session(app):
    """One for the whole app, which keeps its connections."""
    async with aiohttp.ClientSession() as opened:
        app["session"] = opened
        yield


def make_app(url):
    app = web.Application()
    app["url"] = url
    app.on_response_prepare.append(response_signal)
    app.cleanup_ctx.append(open_session)
    app.add_routes([web.get("/", index_handler)])
    return app


if __name__ == "__main__":
    uvloop.install()
    web.run_app(make_app(sys.argv[2]), host="127.0.0.1",
                port=int(sys.argv[1]), access_log=None, print=None)
