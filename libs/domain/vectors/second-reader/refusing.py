"""How a rule refuses."""


class Refused(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def need(holds, code):
    if not holds:
        raise Refused(code)
