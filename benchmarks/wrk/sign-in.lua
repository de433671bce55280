-- Sign-ins, one after the other on each connection, of addresses nobody has: they cost as much as those of known ones.
math.randomseed(os.time())
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"},
    '{"email":"flood' .. n .. '-' .. math.random(1, 1000000000) .. '@flood.example","password":"Guess-' .. n .. '-Wrong!"}')
end
local counts = {}
local threads = {}
setup = function(thread) table.insert(threads, thread) end
init = function() seen = {}; slowest = 0; retry = 0 end
response = function(status, headers)
  seen[status] = (seen[status] or 0) + 1
  if (status == 503 or status == 429) and headers["Retry-After"] then retry = retry + 1 end
end
done = function(summary, latency)
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("seen")) do counts[status] = (counts[status] or 0) + count end
    counts.retry = (counts.retry or 0) + thread:get("retry")
  end
  io.write(string.format("flood judged %d busy %d limited %d other %d with-retry-after %d p50 %d p99 %d max %d\n",
    counts[401] or 0, counts[503] or 0, counts[429] or 0,
    summary.requests - (counts[401] or 0) - (counts[503] or 0) - (counts[429] or 0), counts.retry or 0,
    latency:percentile(50), latency:percentile(99), latency.max))
end
