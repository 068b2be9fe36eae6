#!/usr/bin/python3
"""Hears every licensed topic live:  PLENUM=http://localhost:8080 SEAT=plm_o_... follow.py [POSITIONS [COUNT]]

POSITIONS is a file in which the last position of each topic is kept: started again, nothing is missed or told twice.
After COUNT things it ends. Exits with 75 where it may be started again later, as when the day's reading is spent.
"""
import asyncio
import json
import os
import sys

import websockets

DAY_SPENT = 4504
AGAIN = 75  # the exit code of what may be tried later


def load(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


def save(path, positions):
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(positions, file)
    os.replace(path + ".new", path)  # whole or not at all


def tell(update):
    post = update.get("post")
    if post and "text" in post:
        print(post["pseudonym"] + ": " + post["text"], flush=True)
    elif post:
        print(post["id"] + " " + post.get("state", ""), flush=True)


async def follow(server, seat, path, count):
    positions, asked, told = load(path), {}, 0
    url = server.replace("http", "ws", 1) + "/v1/gallery"
    headers = {"Authorization": "Bearer " + seat}
    async with websockets.connect(url, subprotocols=["plenum.v1.json"], extra_headers=headers) as line:
        await line.send(json.dumps({"request": 1, "hello": {}}))
        async for message in line:
            frame = json.loads(message)
            reply = frame.get("reply", {})
            for number, topic in enumerate(reply.get("hello", {}).get("topics", []), 2):
                asked[number] = topic["id"]
                since = {"since": {"token": positions[topic["id"]]}} if topic["id"] in positions else {}
                await line.send(json.dumps({"request": number, "subscribe": {"topic": topic["id"], **since}}))
            if "subscribe" in reply:
                topic = asked[reply["request"]]
                if topic in positions and not reply["subscribe"].get("recovered"):
                    print("Too long ago: read the feed afresh.", file=sys.stderr)
                if topic not in positions:  # else it is behind what is still to come
                    positions[topic] = reply["subscribe"]["position"]["token"]
            updates = frame.get("updates", {})
            for update in updates.get("updates", []):
                tell(update)
                told += "post" in update
            if updates:
                positions[updates["topic"]] = updates["position"]["token"]
            save(path, positions)
            if count and told >= count:
                return


if __name__ == "__main__":
    words = sys.argv[1:] + ["positions.json", "0"][len(sys.argv) - 1 :]
    try:
        asyncio.run(follow(os.environ["PLENUM"], os.environ["SEAT"], words[0], int(words[1])))
    except websockets.ConnectionClosed as closed:
        print(closed.reason, file=sys.stderr)  # where the day is spent: when the next one begins
        sys.exit(AGAIN if closed.code < 4500 or closed.code == DAY_SPENT else 1)
