import Testing

/// An answer that nobody gets is a failure, whatever the verb; but a reader that has had enough,
/// such as `head`, is none.
@Suite struct UnwritableAnswerTests {
  static let verbs = [
    "fit flats.csv -k 2", "fit flats.csv -k 2 --json", "fit flats.csv -k 2 --plot",
    "predict model.json flats.csv", "predict model.json flats.csv --json",
    "evaluate flats.csv --model model.json", "evaluate flats.csv --model model.json --json",
    "sweep flats.csv --k 2..3 --references 0", "explain flats.csv -k 2 --text",
    "explain flats.csv -k 2 --output page.html", "info flats.csv", "info model.json --json",
    "--help", "--version", "fit --help", "help fit", "--generate-completion-script bash", "",
  ]

  let scratch = Scratch()

  init() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--model", "model.json"], in: scratch)
    #expect(run.status == 0)
  }

  #if os(Linux)
    @Test(arguments: verbs)
    func fullDisk(_ verb: String) throws {
      let run = try CommandRun(shell: "\"$KMEANS\" \(verb) > /dev/full", in: scratch)
      #expect(run.status == 73)
      let complaint = "kmeans: the answer cannot be written: No space left on device\n"
      #expect(run.errors.hasSuffix(complaint))
      #expect(run.errors.split(separator: "\n").count { $0.hasPrefix("kmeans: the answer") } == 1)
    }
  #endif

  @Test(arguments: verbs)
  func closedOutput(_ verb: String) throws {
    let run = try CommandRun(shell: "\"$KMEANS\" \(verb) >&-", in: scratch)
    #expect(run.status == 73)
    #expect(
      run.errors.hasSuffix("kmeans: the answer cannot be written: Bad file descriptor\n"))
  }

  /// The status is that of a program that knows nothing of pipes.
  @Test(arguments: verbs)
  func closedPipe(_ verb: String) throws {
    let script = """
      mkfifo pipe; exec 3<>pipe 4>pipe 5<pipe 3>&- 5<&-
      "$KMEANS" \(verb) >&4
      echo $?
      """
    let run = try CommandRun(shell: script, in: scratch)
    #expect(run.output == "141\n")
    #expect(!run.errors.contains("cannot be written"))
  }

  @Test func closedPipeWithoutItsSignal() throws {
    let script = """
      trap '' PIPE; mkfifo pipe; exec 3<>pipe 4>pipe 5<pipe 3>&- 5<&-
      "$KMEANS" fit flats.csv -k 2 --quiet >&4
      echo $?
      """
    let run = try CommandRun(shell: script, in: scratch)
    #expect(run.output == "0\n")
    #expect(run.errors == "")
  }

  /// Notices that nobody reads cost no result.
  @Test func closedPipeOfNotices() throws {
    let script = """
      mkfifo pipe; exec 3<>pipe 4>pipe 5<pipe 3>&- 5<&-
      "$KMEANS" fit flats.csv -k 2 --labels labels.csv 2>&4
      """
    let run = try CommandRun(shell: script, in: scratch)
    #expect(run.status == 0)
    #expect(run.output.contains("2 clusters"))
    #expect(scratch.text("labels.csv").split(separator: "\n").count == 9)
  }

  /// Else the labels would take the place of standard error, and notices would go among them.
  @Test func closedErrors() throws {
    let run = try CommandRun(
      shell: "\"$KMEANS\" fit flats.csv -k 2 --labels labels.csv 2>&-", in: scratch)
    #expect(run.status == 0)
    #expect(scratch.text("labels.csv").split(separator: "\n").count == 9)
    #expect(!scratch.text("labels.csv").contains("kmeans"))
  }

  @Test func closedInput() throws {
    let run = try CommandRun(shell: "\"$KMEANS\" fit - -k 2 <&-", in: scratch)
    #expect(run.status == 74)
    #expect(run.errors == "kmeans: standard input cannot be read: Bad file descriptor\n")
  }

  /// A pipe that does not wait, as some programs hand on, takes the whole answer all the same.
  @Test(.enabled(if: Tools.has("python3")))
  func pipeThatDoesNotWait() throws {
    let script = """
      import os, subprocess, sys, time
      read, write = os.pipe()
      os.set_blocking(write, False)
      child = subprocess.Popen(
          [os.environ["KMEANS"], "--generate-completion-script", "bash"], stdout=write)
      os.close(write)
      time.sleep(0.5)
      text = b""
      while block := os.read(read, 65536):
          text += block
      print(child.wait(), len(text) > 65536 or len(text), text.endswith(b"\\n"))
      """
    scratch.write("wait.py", script)
    let run = try CommandRun(shell: "python3 wait.py", in: scratch)
    let whole = try CommandRun(["--generate-completion-script", "bash"], in: scratch).output
    let size = whole.utf8.count
    #expect(run.output == "0 \(size > 65536 ? "True" : "\(size)") True\n")
  }

  @Test func answerIntoAnOutput() throws {
    let run = try CommandRun(
      shell: "\"$KMEANS\" fit flats.csv -k 2 --labels out.csv > out.csv", in: scratch)
    #expect(run.status == 64)
    #expect(
      run.errors
        == "kmeans: --labels out.csv is the same file as standard output; name another\n")
  }
}
