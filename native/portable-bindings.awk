# Makes one platform's jextract output every platform's, and any class loader's: a library that System.load brings
# belongs to one class loader, so the functions are looked up where LibUv has found them. Three differences, none of them in the ABI:
# 64-bit integers are called C_LONG where size_t or int64_t is a `long` there, and C_LONG_LONG elsewhere; the runtime
# class declares C_LONG as 64 bits wide (a ClassCastException on Windows) or C_LONG_DOUBLE; and the comment of a
# callback spells out the system's struct sockaddr or addrinfo. No function bound here takes or returns a C `long`.
# Each function asks for room before it is linked, because an initialiser that fails for want of it fails for good.
{ sub(/\r$/, "") }
/ C_LONG(_DOUBLE)? = / { next }
unfolding {
    if (sub(/^ \* } ?/, "")) {
        print unfolding $0
        unfolding = ""
    }
    next
}
/^ \* .*struct [a-z_]+ \{$/ { sub(/\{$/, ""); unfolding = $0; next }
/SYMBOL_LOOKUP = SymbolLookup\.loaderLookup\(\)$/ {
    sub(/SymbolLookup\.loaderLookup\(\)/, "io.juvloop.bindings.LibUv.symbols()")
}
/^        var mh\$ = uv_[a-z0-9_]+\.HANDLE;$/ {
    function_name = $4
    sub(/\.HANDLE;$/, "", function_name)
    print "        io.juvloop.bindings.LibUv.prepare(\"" function_name "\");"
}
{
    # POSIX awk knows no word boundary, hence there and back.
    gsub(/uv_h\.C_LONG_LONG/, "uv_h.C_LONG")
    gsub(/uv_h\.C_LONG/, "uv_h.C_LONG_LONG")
    print
}
