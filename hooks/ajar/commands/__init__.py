"""`ajar`: the command line of contributors. One module a verb: its `HELP`, `arguments(parser)` and `run(options)`."""
