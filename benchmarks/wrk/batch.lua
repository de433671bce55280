-- Batches of 50 events of about 600 bytes, every id fresh. KEY is the bearer.
local key = os.getenv("KEY") or ""
local filler = string.rep("x", 380)
math.randomseed(os.time())
local prefix = string.format("%08x", math.random(0, 0x7fffffff))
local n = 0
local function event()
  n = n + 1
  local id = string.format("%s-%04x-4%03x-8%03x-%012x", prefix, math.random(0, 65535), math.random(0, 4095),
    math.random(0, 4095), n)
  return '{"eventId":"' .. id .. '","type":"product_view","url":"https://shop.example/p/' .. (n % 100)
    .. '","title":"A product page","properties":{"productId":"p-' .. (n % 100) .. '","productName":"Trail Jacket",'
    .. '"price":89.9,"currency":"EUR","note":"' .. filler .. '"}}'
end
request = function()
  local events = {}
  for i = 1, 50 do events[i] = event() end
  local body = '{"sessionId":"bench-' .. math.random(1, 100000) .. '-' .. prefix .. '","events":['
    .. table.concat(events, ",") .. ']}'
  return wrk.format("POST", nil, {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. key}, body)
end
