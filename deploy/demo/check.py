#!/usr/bin/env python3
"""Checks the demonstration community against the shape in README.md; prints counts, exits 1 on any fault."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
BODY_CHARACTERS_MAX = 8000
POSTS_PER_THREAD_MAX = 14
LONG_THREAD_POSTS_MIN = 40
SILENCE_SECONDS_MAX = 9
ROLES = {"member", "moderator", "admin"}
LINK_HOSTS = {"example.org", "www.example.org", "lab.example.org", "example.com"}

MEMBER_KEYS = ({"handle", "specialty", "region", "role"}, {"representative_of"})
TOPIC_KEYS = ({"slug", "title", "problem"}, set())
THREAD_KEYS = ({"title", "posts"}, set())
POST_KEYS = ({"by", "minutes_ago", "reply_to", "body", "reactions"}, {"edited", "deleted"})
CONVERSATION_KEYS = ({"thread", "start_seconds", "lines"}, set())
LINE_KEYS = (
    {"by", "after_seconds", "typing_seconds", "body"},
    {"reply_to_previous", "reaction_to_previous"},
)

faults = []


def expect(condition, where, what):
    if not condition:
        faults.append(f"{where}: {what}")


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def keys(value, allowed, where):
    """True if the object has exactly the keys it must and none it may not."""
    required, optional = allowed
    missing, unknown = required - set(value), set(value) - required - optional
    expect(not missing, where, f"missing {sorted(missing)}")
    expect(not unknown, where, f"unknown {sorted(unknown)}")
    return not missing


def load(name):
    def once(pairs):
        expect(len(dict(pairs)) == len(pairs), name, f"a key twice in {[k for k, _ in pairs]}")
        return dict(pairs)

    return json.loads((HERE / name).read_text(encoding="utf-8"), object_pairs_hook=once)


def check_body(body, handles, where):
    expect(isinstance(body, str) and body.strip(), where, "empty body")
    expect(len(body) <= BODY_CHARACTERS_MAX, where, f"{len(body)} characters")
    for match in re.finditer("@([a-z]*)", body):
        expect(match[1] in handles, where, f"mentions unknown @{match[1]}")
        expect(not re.search(r"\w$", body[: match.start()]), where, "@ inside a word")
    for host in re.findall(r"https?://([^/\s)\"]+)", body):
        expect(host in LINK_HOSTS, where, f"links to {host}")
    expect(body.count("```") % 2 == 0, where, "a code fence stays open")


def check_reactions(post, handles, where):
    emojis = [reaction["emoji"] for reaction in post["reactions"]]
    expect(len(emojis) == len(set(emojis)), where, "an emoji twice")
    for reaction in post["reactions"]:
        by = reaction["by"]
        expect(by and len(by) == len(set(by)), where, "reactions empty or doubled")
        expect(set(by) <= handles, where, f"unknown {set(by) - handles} react")
        expect(post["by"] not in by, where, "the author reacts to the author")


def check_post(post, index, handles, where):
    expect(post["by"] in handles, where, f"unknown author {post['by']}")
    expect(whole(post["minutes_ago"]) and post["minutes_ago"] > 0, where, "minutes_ago")
    reply = post["reply_to"]
    expect(reply is None or (whole(reply) and 0 <= reply < index), where, f"replies to {reply}")
    check_body(post["body"], handles, where)
    check_reactions(post, handles, where)
    expect(post.get("deleted", True) is True, where, "deleted is true or absent")
    if edited := post.get("edited"):
        expect(0 < edited["minutes_ago"] < post["minutes_ago"], where, "edited before written")
        expect(edited["before"] != post["body"], where, "the edit changed nothing")
        check_body(edited["before"], handles, where)


def check_thread(thread, handles, where):
    posts = thread["posts"]
    expect(posts, where, "no post")
    for index, post in enumerate(posts):
        here = f"{where}, post {index}"
        if keys(post, POST_KEYS, here):
            check_post(post, index, handles, here)
    times = [post["minutes_ago"] for post in posts]
    for index, (older, newer) in enumerate(zip(times, times[1:])):
        expect(older > newer, where, f"post {index + 1} is not younger than post {index}")


def check_community(community):
    members, topics = community["members"], community["topics"]
    for member in members:
        keys(member, MEMBER_KEYS, f"member {member.get('handle')}")
        expect(re.fullmatch("[a-z]+", member["handle"]), member["handle"], "not a handle")
        expect(member["role"] in ROLES, member["handle"], f"role {member['role']}")
    for topic in topics:
        keys(topic, TOPIC_KEYS, f"topic {topic.get('slug')}")
    handles = {member["handle"] for member in members}
    expect(len(handles) == len(members), "community.json", "a handle twice")
    expect(len({t["slug"] for t in topics}) == len(topics) == 6, "community.json", "not 6 topics")
    files = {path.stem for path in (HERE / "topics").glob("*.json")}
    expect(files == {topic["slug"] for topic in topics}, "topics/", f"files are {sorted(files)}")
    return handles


def check_topic(slug, handles):
    topic = load(f"topics/{slug}.json")
    expect(topic["slug"] == slug, slug, "the slug is not the file's name")
    expect(7 <= len(topic["threads"]) <= 14, slug, f"{len(topic['threads'])} threads")
    for thread in topic["threads"]:
        where = f"{slug}: {thread.get('title', '?')[:50]}"
        if keys(thread, THREAD_KEYS, where):
            check_thread(thread, handles, where)
    return topic["threads"]


def check_sizes(threads):
    titles = Counter(thread["title"] for thread in threads)
    expect(len(threads) == 60, "topics/", f"{len(threads)} threads, not 60")
    for title, count in titles.items():
        expect(count == 1, title, "a title twice")
    long = [thread for thread in threads if len(thread["posts"]) > POSTS_PER_THREAD_MAX]
    expect(len(long) == 1, "topics/", f"{len(long)} long threads, not 1")
    for thread in long:
        expect(len(thread["posts"]) >= LONG_THREAD_POSTS_MIN, thread["title"][:50], "too short")


def check_line(line, previous, handles, where):
    expect(line["by"] in handles, where, f"unknown {line['by']}")
    for key in ("after_seconds", "typing_seconds"):
        expect(whole(line[key]) and 2 <= line[key] <= 9, where, key)
    check_body(line["body"], handles, where)
    expect(line.get("reply_to_previous", True) is True, where, "reply_to_previous is true or absent")
    if "reaction_to_previous" in line:
        expect(previous and previous["by"] != line["by"], where, "reacts to itself or to nothing")
    if "reply_to_previous" in line:
        expect(previous, where, "replies to nothing")


def check_conversations(conversations, titles, handles):
    """Returns the seconds at which somebody begins to type or posts, in order."""
    moments, present = [], []
    for number, conversation in enumerate(conversations):
        where = f"conversation {number}"
        if not keys(conversation, CONVERSATION_KEYS, where):
            continue
        expect(conversation["thread"] in titles, where, "no such thread")
        clock, previous = conversation["start_seconds"], None
        for index, line in enumerate(conversation["lines"]):
            here = f"{where}, line {index}"
            if not keys(line, LINE_KEYS, here):
                continue
            check_line(line, previous, handles, here)
            typing = clock + line["after_seconds"]
            clock = typing + line["typing_seconds"]
            moments += [typing, clock]
            previous = line
        for handle in {line["by"] for line in conversation["lines"]}:
            present.append((handle, conversation["start_seconds"], clock))
    present.sort()
    for (who, _, end), (other, start, _) in zip(present, present[1:]):
        expect(who != other or start >= end, "conversation.json", f"{who} is in two at once")
    return sorted(moments)


def main():
    community = load("community.json")
    handles = check_community(community)
    threads = []
    for topic in community["topics"]:
        found = check_topic(topic["slug"], handles)
        print(f"{topic['slug']:<12}{len(found):>4} threads{sum(len(t['posts']) for t in found):>5} posts")
        threads += found
    check_sizes(threads)
    posts = [post for thread in threads for post in thread["posts"]]
    silent = handles - {post["by"] for post in posts}
    expect(not silent, "topics/", f"never speak: {sorted(silent)}")

    conversations = load("conversation.json")["conversations"]
    moments = check_conversations(conversations, {t["title"] for t in threads}, handles)
    silence = max(b - a for a, b in zip([0] + moments, moments))
    expect(silence <= SILENCE_SECONDS_MAX, "conversation.json", f"{silence} s of silence")

    roles = Counter(member["role"] for member in community["members"])
    lines = sum(len(conversation["lines"]) for conversation in conversations)
    print(f"members {len(handles)} ({', '.join(f'{n} {r}' for r, n in sorted(roles.items()))},"
          f" of them {sum('representative_of' in m for m in community['members'])} representatives)")
    print(f"topics {len(community['topics'])}, threads {len(threads)}, posts {len(posts)},"
          f" longest thread {max(len(t['posts']) for t in threads)},"
          f" longest body {max(len(p['body']) for p in posts)} characters")
    print(f"replies {sum(p['reply_to'] is not None for p in posts)},"
          f" reactions {sum(len(r['by']) for p in posts for r in p['reactions'])},"
          f" mentions {sum(p['body'].count('@') for p in posts)},"
          f" edited {sum('edited' in p for p in posts)}, deleted {sum('deleted' in p for p in posts)}")
    print(f"conversations {len(conversations)}, lines {lines}, {moments[-1]} s, longest silence {silence} s")
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    print("clean" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(f"check.py: it reads the files beside it and takes no words, and '{sys.argv[1]}' is one")
    sys.exit(main())
