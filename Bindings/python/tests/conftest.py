"""What all tests need: Ctrl-C, also where a shell in the background ignores it."""

import signal

# A program that a shell starts in the background ignores SIGINT, and so would Python and every
# program that the tests start. Tests of interrupts would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
