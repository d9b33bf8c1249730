"""Text in Hebrew, Arabic, Russian, Amharic and English, mixed as people mix them: forms of words, typing, order.

The words of this engine: a *word* is what stands between spaces; its *forms* are the keys under which it is indexed and
sought (the word itself, its lemma marked ``=``, its skeleton marked ``~``); two words match when they share a form.
"""
