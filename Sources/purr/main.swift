print("purr")
