# SPDX-License-Identifier: MIT
"""POST /add and GET /sleep in FastAPI, as its users write them."""

import asyncio
from typing import Optional

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Add(BaseModel):
    first_number: int
    second_number: Optional[int] = None


class Result(BaseModel):
    result: int


@app.post("/add", response_model=Result)
async def create_item(item: Add):
    return Result(result=item.first_number + (item.second_number or 1))


class Slept(BaseModel):
    ms: int


@app.get("/sleep", response_model=Slept)
async def sleep_a_while(ms: int):
    await asyncio.sleep(ms / 1000)
    return Slept(ms=ms)
