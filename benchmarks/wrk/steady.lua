-- Single events at a moderate rate: each connection rests about 40 ms between two of them.
dofile("benchmarks/wrk/event.lua")
delay = function() return math.random(20, 60) end
