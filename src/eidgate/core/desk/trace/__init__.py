"""The funds trace: where did this money go? Every transfer in the order of time, and nothing created or lost.

    transfers   the settled transfers, compact and in one order      walk      follow the money through them
    seed        where and when the money starts                      result    what was found: a graph with sums
    purse fifo pro_rata source   what an account passes on           proposal  what to hold, and where
    bounds      how far to follow, and what was cut                  view      what one institution may see
    movement    what a running trace tells when money moves on       dot       the graph as a picture
"""
