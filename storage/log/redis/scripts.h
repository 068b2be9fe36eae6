#pragma once

// The protocol's steps, each one atomic. Everything is compared as a string: Lua's numbers end at 2^53.
//   meta   hash: community, epoch, tail, hash, run_id; gallery: the fingerprint of its master key
//   nodes  hash: node -> "STAGE LEASE_ENDS_MS KNOWS"; KNOWS is ",a,b,"
//   votes  hash: node -> "RUN_ID EPOCH TAIL_OFFSET TAIL_EPOCH TAIL_HASH KNOWS"
//   left   hash: node -> RUN_ID, in which it was left out
//   levels hash: node -> the feature level that its program knows
//   applied hash: node -> the offset up to which it has applied. Who is in it is registered, here or away, until an
//          operator lets it go; meta's `from` says from where on the stream holds all
//   log    stream: "<offset of the batch's last event>-0" -> b: the batch
//   aside  stream: what a node lays down before it opens an epoch
//   bus    channel: "<node> <entry>"; without an entry it is a sign of life
//   whispers  channel beside the log, not the scripts': what may be lost (whispers.h)
// A run is "<the server's run id>.<its replication id>": the first changes with every start, the second whenever it is
// made a master. A server that was a replica for a while may lack what it had before.
// tests/sim/engine.cpp does the same in memory; tests/log/port_test.cpp holds both to one law.
namespace plenum::redis::scripts {

// Before each of them. The connection's process is known from when it was made; not whether that was a replica since.
// The last argument is the run that the caller speaks to.
constexpr const char* still_the_run = R"(
local replication = string.match(ARGV[#ARGV], '%.(%w+)$')
if not string.find(redis.call('INFO', 'replication'), 'master_replid:' .. replication, 1, true) then
  return redis.error_reply('ELSEWHERE this Redis was not the master all the time')
end
)";

// KEYS meta nodes votes left levels applied; ARGV node knows lease_ms run_id bus level applied
// Registered is who takes part and lacks nothing that is gone: another could hold the rest back and never use it.
constexpr const char* beat = R"(
local function scene()
  return {redis.call('HMGET', KEYS[1], 'community', 'epoch', 'tail', 'hash', 'run_id'),
          redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3]), redis.call('HGETALL', KEYS[4]),
          redis.call('HGETALL', KEYS[5]), redis.call('HGETALL', KEYS[6]),
          redis.call('HGET', KEYS[1], 'from') or ''}
end
local function split(v) return string.match(v, '^(%a+) (%d+) (.*)$') end
redis.call('PUBLISH', ARGV[5], ARGV[1] .. ' ')
if redis.call('HGET', KEYS[1], 'run_id') ~= ARGV[4] then return scene() end
if redis.call('HGET', KEYS[5], ARGV[1]) ~= ARGV[6] then redis.call('HSET', KEYS[5], ARGV[1], ARGV[6]) end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local nodes = redis.call('HGETALL', KEYS[2])
local stage, met = 'joins', true
for i = 1, #nodes, 2 do
  local its, _, knows = split(nodes[i + 1])
  if nodes[i] == ARGV[1] then
    stage = its
  elseif its ~= 'joins' then
    met = met and string.find(knows, ',' .. ARGV[1] .. ',', 1, true) ~= nil
              and string.find(ARGV[2], ',' .. nodes[i] .. ',', 1, true) ~= nil
  end
end
if met then stage = 'admitted' end
redis.call('HSET', KEYS[2], ARGV[1], string.format('%s %.0f %s', stage, now + ARGV[3], ARGV[2]))
if stage == 'admitted' then
  local from = tonumber(redis.call('HGET', KEYS[1], 'from') or '0')
  if ARGV[7] ~= '' and tonumber(ARGV[7]) + 1 >= from and redis.call('HGET', KEYS[6], ARGV[1]) ~= ARGV[7] then
    redis.call('HSET', KEYS[6], ARGV[1], ARGV[7])
  end
  for i = 1, #nodes, 2 do
    local _, lease = split(nodes[i + 1])
    if nodes[i] ~= ARGV[1] and tonumber(lease) < now then
      redis.call('HDEL', KEYS[2], nodes[i])
      redis.call('HDEL', KEYS[5], nodes[i])
    end
  end
end
return scene()
)";

// KEYS meta nodes log applied; ARGV node community epoch tail hash run_id new_tail new_hash entry bus keep_events
// Now and then what is older than what is kept goes, if all that are registered have applied it; not too much at once.
constexpr const char* append = R"(
local m = redis.call('HMGET', KEYS[1], 'community', 'epoch', 'tail', 'hash', 'run_id')
if m[5] ~= ARGV[6] or m[1] ~= ARGV[2] then return 'sealed' end
local node = redis.call('HGET', KEYS[2], ARGV[1])
if not node or string.sub(node, 1, 9) ~= 'admitted ' then return 'stranger' end
if m[2] ~= ARGV[3] or m[3] ~= ARGV[4] or m[4] ~= ARGV[5] then return 'moved' end
redis.call('XADD', KEYS[3], ARGV[7] .. '-0', 'b', ARGV[9])
local now, old = tonumber(ARGV[7]), tonumber(ARGV[4])
local step = math.max(1, math.min(4096, math.floor(ARGV[11] / 2)))
if math.floor(now / step) ~= math.floor(old / step) and now > tonumber(ARGV[11]) then
  local from = now - ARGV[11]
  local applied = redis.call('HGETALL', KEYS[4])
  for i = 2, #applied, 2 do from = math.min(from, (tonumber(applied[i]) or 0) + 1) end
  local before = tonumber(redis.call('HGET', KEYS[1], 'from') or '1')
  from = math.min(from, before + 65536)
  if from > before then
    redis.call('XTRIM', KEYS[3], 'MINID', string.format('%.0f', from))
    redis.call('HSET', KEYS[1], 'from', string.format('%.0f', from))
  end
end
redis.call('HSET', KEYS[1], 'tail', ARGV[7], 'hash', ARGV[8])
redis.call('PUBLISH', ARGV[10], ARGV[1] .. ' ' .. ARGV[9])
return 'placed'
)";

// KEYS meta nodes log; ARGV node run_id epoch from count
constexpr const char* read = R"(
local m = redis.call('HMGET', KEYS[1], 'epoch', 'run_id')
local node = redis.call('HGET', KEYS[2], ARGV[1])
if m[1] ~= ARGV[3] or m[2] ~= ARGV[2] then return 'refused' end
if not node or string.sub(node, 1, 9) ~= 'admitted ' then return 'refused' end
local entries = redis.call('XRANGE', KEYS[3], ARGV[4] .. '-0', '+', 'COUNT', ARGV[5])
local batches = {}
for i, entry in ipairs(entries) do batches[i] = entry[2][2] end
return batches
)";

// KEYS meta; ARGV run_id epoch bus node
constexpr const char* seal = R"(
local m = redis.call('HMGET', KEYS[1], 'epoch', 'run_id')
if m[1] ~= ARGV[2] or m[2] ~= ARGV[1] then return 'other' end
redis.call('HSET', KEYS[1], 'run_id', 'sealed')
redis.call('PUBLISH', ARGV[3], ARGV[4] .. ' ')
return 'sealed'
)";

// KEYS meta votes left; ARGV node bus by run_id
constexpr const char* leave_out = R"(
if redis.call('HGET', KEYS[1], 'run_id') == ARGV[4] then return 'open' end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
redis.call('PUBLISH', ARGV[2], ARGV[3] .. ' ')
return 'left out'
)";

// KEYS meta nodes votes left applied; ARGV node vote run_id
constexpr const char* vote = R"(
if redis.call('HGET', KEYS[1], 'run_id') ~= ARGV[3] and redis.call('HGET', KEYS[4], ARGV[1]) ~= ARGV[3] then
  local votes = redis.call('HGETALL', KEYS[3])
  for i = 1, #votes, 2 do
    if string.match(votes[i + 1], '^%S+') ~= ARGV[3] then redis.call('HDEL', KEYS[3], votes[i]) end
  end
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
end
return {redis.call('HMGET', KEYS[1], 'community', 'epoch', 'tail', 'hash', 'run_id'),
        redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3]), redis.call('HGETALL', KEYS[4]), {},
        redis.call('HGETALL', KEYS[5]), ''}
)";

// KEYS aside; ARGV first, then id and entry by turns. What nobody opened is gone after ten minutes.
constexpr const char* seed = R"(
if ARGV[1] == 'first' then redis.call('DEL', KEYS[1]) end
for i = 2, #ARGV - 1, 2 do redis.call('XADD', KEYS[1], ARGV[i] .. '-0', 'b', ARGV[i + 1]) end
redis.call('EXPIRE', KEYS[1], 600)
return 'laid'
)";

// KEYS meta nodes votes log aside left applied
// ARGV run_id community epoch tail hash lease_ms bus node last_laid_aside from registered
//      then for each vote: node, vote, what it knows
// What was laid aside may have expired or been evicted since: an epoch without it would lack what others need.
// Registered, "node offset ...", is who was before: Redis may have forgotten them. Who is left out no longer is; who
// votes is from now on, where it stands: it may be away again before it is admitted.
constexpr const char* open = R"(
if redis.call('HGET', KEYS[1], 'run_id') == ARGV[1] then return 'open' end
local expected = {}
local count = 0
for i = 12, #ARGV - 1, 3 do
  expected[ARGV[i]] = ARGV[i + 1]
  count = count + 1
end
local votes = redis.call('HGETALL', KEYS[3])
for i = 1, #votes, 2 do
  if string.match(votes[i + 1], '^%S+') == ARGV[1] then
    if expected[votes[i]] ~= votes[i + 1] then return 'changed' end
    count = count - 1
  end
end
if count ~= 0 then return 'changed' end
if ARGV[9] ~= '' and #redis.call('XRANGE', KEYS[5], ARGV[9] .. '-0', ARGV[9] .. '-0') == 0 then return 'gone' end
for node, offset in string.gmatch(ARGV[11], '(%S+) (%d+)') do redis.call('HSETNX', KEYS[7], node, offset) end
local left = redis.call('HGETALL', KEYS[6])
for i = 1, #left, 2 do
  if left[i + 1] == ARGV[1] then redis.call('HDEL', KEYS[7], left[i]) end
end
redis.call('DEL', KEYS[4], KEYS[2], KEYS[3], KEYS[6])
if redis.call('EXISTS', KEYS[5]) == 1 then
  redis.call('PERSIST', KEYS[5])
  redis.call('RENAME', KEYS[5], KEYS[4])
end
redis.call('HSET', KEYS[1], 'community', ARGV[2], 'epoch', ARGV[3], 'tail', ARGV[4], 'hash', ARGV[5], 'run_id', ARGV[1],
           'from', ARGV[10])
local time = redis.call('TIME')
local lease = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[6]
for i = 12, #ARGV - 1, 3 do
  redis.call('HSET', KEYS[2], ARGV[i], string.format('voted %.0f %s', lease, ARGV[i + 2]))
  redis.call('HSET', KEYS[7], ARGV[i], string.match(ARGV[i + 1], '^%S+ %d+ (%d+) '))
end
redis.call('PUBLISH', ARGV[7], ARGV[8] .. ' ')
return 'opened'
)";

}  // namespace plenum::redis::scripts
