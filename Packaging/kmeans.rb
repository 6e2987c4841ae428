# The command kmeans for Homebrew. Scripts/recipes fills in what stands between @ signs.
class Kmeans < Formula
  desc "Exact, reproducible k-means clustering of the rows of a file"
  homepage "@HOMEPAGE@"
  url "@FILES@/@SOURCE@"
  sha256 "@SOURCE_SHA256@"
  license "Apache-2.0"

  depends_on "python@3.14" => :build
  # Swift 6.3.
  depends_on xcode: ["26.4", :build]
  # The decoders of pictures, loaded when one is read.
  depends_on "jpeg-turbo"
  depends_on "libpng"
  depends_on macos: :sequoia

  uses_from_macos "swift" => :build

  def install
    static = OS.linux? ? ["--static-swift-stdlib"] : []
    system "swift", "build", "-c", "release", "--product", "kmeans", "--disable-sandbox", *static
    bin.install ".build/release/kmeans"
    ENV["KMEANS_PROGRAM"] = bin/"kmeans"
    system "python3.14", "Scripts/man", share
  end

  test do
    (testpath/"points.csv").write "x,y\n0,0\n0,1\n9,9\n9,8\n"
    answer = shell_output("#{bin}/kmeans fit points.csv -k 2 --json --quiet")
    assert_match(/"objective": 1\b/, answer)
  end
end
