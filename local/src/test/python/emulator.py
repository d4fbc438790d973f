"""Runs MiniStack, an emulator of AWS, until its standard input ends: it never outlives the test that started it."""

import os
import sys
import threading

from ministack.app import main


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
main()
