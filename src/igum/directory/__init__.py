"""Who helps with what, for whom, where: organisations, services, their places, hours and languages, and their search.

Words of this module: a *service* is what an organisation does for people; a *need* is what the service answers, a
*situation* is whom it is for, and both are *terms* of the taxonomy; the *area served* is where people may live to be
served, which is not the address. What is published here is public: its tables stand outside row-level security.
"""
