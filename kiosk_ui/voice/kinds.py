"""The kinds of engines there are, apart from what checks them: a worker that is restarted must not wait for that."""

PYTTSX3, COMMAND, SHERPA = "pyttsx3", "command", "sherpa-onnx"
# Workers start with an empty environment; programs are looked for here.
PROGRAM_PATH = "/usr/local/bin:/usr/bin:/bin"
