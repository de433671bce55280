-- Single events of about 600 bytes, every id fresh. KEY is the bearer.
local key = os.getenv("KEY") or ""
local filler = string.rep("x", 340)
math.randomseed(os.time())
local prefix = string.format("%08x", math.random(0, 0x7fffffff))
local n = 0
request = function()
  n = n + 1
  local id = string.format("%s-%04x-4%03x-8%03x-%012x", prefix, math.random(0, 65535), math.random(0, 4095),
    math.random(0, 4095), n)
  local body = '{"sessionId":"bench-' .. math.random(1, 100000) .. '-' .. prefix .. '","event":{"eventId":"' .. id
    .. '","type":"product_view","url":"https://shop.example/p/1","title":"A product page","properties":'
    .. '{"productId":"p-1","productName":"Trail Jacket","price":89.9,"currency":"EUR","note":"' .. filler .. '"}}}'
  return wrk.format("POST", nil, {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. key}, body)
end
