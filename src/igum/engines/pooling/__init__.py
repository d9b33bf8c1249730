"""Pooling: what no town can run alone, several can. Which towns share which service, where, and who pays.

The words of this engine: a *party* is people of one town who are alike for a service (language, age, free hours); a
*site* is a place that could hold it in some *slots* of the week; a *group* is people served together, with a leader, a
smallest and a largest size; a *plan* says which sites open, which groups meet and who goes where, and how far from the
best possible it can be at most (its *bound* and *gap*). ``location`` chooses the plan, ``shares`` divides its cost.
"""
