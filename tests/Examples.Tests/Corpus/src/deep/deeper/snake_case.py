def __init__(self):
    self.two_words = 2
    self.x2 = 0x2A
    return TWO_WORDS
