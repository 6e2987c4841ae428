import KMeans

@main struct Command { static func main() {} }
